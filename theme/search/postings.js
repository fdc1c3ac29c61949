// A shard: consecutive terms with their documents, and beside it their places.

import { Bits, Bytes, wordList } from "./bytes.js";
import { ParcelError } from "./depot.js";

/**
 * The terms of a shard, and for each where its postings stand; those are decoded when asked for.
 * @param {number} base the number of the segment's first document
 * @param {string} first the term that the shard must begin with
 */
export async function openShard(depot, name, first, fields, base) {
  const bytes = new Bytes(await depot.parcel("postings", name));
  const places = bytes.text(8);
  const before = bytes.varint();
  const terms = wordList(bytes.text(bytes.varint()));
  if (terms[0] !== first) throw new ParcelError("a search file holds something else than it should", name);
  const entries = new Map();
  terms.forEach((term, index) => {
    const entry = { index: before + index, fields: [], places, base };
    const mask = bytes.varint();
    if (mask === 0) {
      entry.fields.push({ field: "text", count: 1, single: bytes.varint() });
    } else {
      fields.forEach((field, bit) => {
        if (!(mask & (1 << bit))) return;
        const count = bytes.varint();
        entry.fields.push({ field, count, raw: bytes.take(bytes.varint()) });
      });
    }
    entries.set(term, entry);
  });
  return { terms, entries };
}

/** Documents (numbered in the whole archive) and how often each has the term. */
export function decode(posting, base) {
  if (posting.docs) return posting;
  if (posting.single !== undefined) {
    posting.docs = Uint32Array.of(base + posting.single);
    posting.times = Uint32Array.of(1);
    return posting;
  }
  const bits = new Bits(posting.raw);
  posting.docs = new Uint32Array(posting.count);
  posting.times = new Uint32Array(posting.count);
  let doc = base - 1;
  for (let i = 0; i < posting.count; i++) {
    doc += 1 + bits.rice();
    posting.docs[i] = doc;
    posting.times[i] = 1 + bits.rice(0);
  }
  return posting;
}

/** For each field of an entry the places of each document: `{field: {starts, places}}`. */
export async function placesOf(depot, entry) {
  if (entry.decodedPlaces) return entry.decodedPlaces;
  const bytes = new Bytes(await depot.parcel("places", entry.places));
  for (let before = 0; before < entry.index; before++) bytes.take(bytes.varint());
  const own = new Bytes(bytes.take(bytes.varint()));
  const decoded = {};
  for (const posting of entry.fields) {
    const { times } = decode(posting, entry.base);
    decoded[posting.field] = placesIn(new Bits(own.take(own.varint())), times);
  }
  entry.decodedPlaces = decoded;
  return decoded;
}

function placesIn(bits, times) {
  const starts = new Uint32Array(times.length + 1);
  const places = [];
  times.forEach((often, at) => {
    let place = 0;
    for (let i = 0; i < often; i++) {
      place += bits.rice();
      places.push(place);
    }
    starts[at + 1] = places.length;
  });
  return { starts, places };
}

// One segment of the index: which shard has a term, its postings and places, and the columns of its documents.

import { Bits, Bytes, wordList } from "./bytes.js";
import { nameFrom, names, ParcelError } from "./depot.js";

const CARDS = 64;
const ROWS = 256;

export class Segment {
  constructor(depot, described, fields) {
    this.depot = depot;
    this.base = described.base;
    this.count = described.count;
    this.fields = fields;
    this.firsts = described.firsts;
    this.shelfNames = names(described.shards);
    this.described = described;
    this.directories = names(described.cards);
    this.rowBlocks = names(described.rows);
    this.shards = new Map();
  }

  /** The first terms and names of the shards in one directory. */
  async shelf(number) {
    const bytes = new Bytes(await this.depot.parcel("directories", this.shelfNames[number]));
    const firsts = wordList(bytes.text(bytes.varint()));
    if (firsts[0] !== this.firsts[number]) {
      throw new ParcelError("a search file holds something else than it should", this.shelfNames[number]);
    }
    return firsts.map((first) => ({ first, name: nameFrom(bytes.take(6)) }));
  }

  shard({ first, name }) {
    if (!this.shards.has(name)) {
      const opening = this.openShard(first, name);
      this.shards.set(name, opening);
      opening.catch(() => this.shards.delete(name));
    }
    return this.shards.get(name);
  }

  /** A shard as a map from each term to where its postings begin; those are decoded when asked for. */
  async openShard(first, name) {
    const bytes = new Bytes(await this.depot.parcel("postings", name));
    const places = bytes.text(8);
    const terms = wordList(bytes.text(bytes.varint()));
    if (terms[0] !== first) throw new ParcelError("a search file holds something else than it should", name);
    const entries = new Map();
    terms.forEach((term, index) => {
      const entry = { index, fields: [], places, base: this.base };
      const mask = bytes.varint();
      if (mask === 0) {
        entry.fields.push({ field: "text", count: 1, single: bytes.varint() });
      } else {
        this.fields.forEach((field, bit) => {
          if (!(mask & (1 << bit))) return;
          const count = bytes.varint();
          entry.fields.push({ field, count, raw: bytes.take(bytes.varint()) });
        });
      }
      entries.set(term, entry);
    });
    return { terms, entries };
  }

  /** The term's entry, or undefined. */
  async find(term) {
    const number = lastUpTo(this.firsts, term);
    if (number < 0) return undefined;
    const shelf = await this.shelf(number);
    const { entries } = await this.shard(
      shelf[
        lastUpTo(
          shelf.map(({ first }) => first),
          term,
        )
      ],
    );
    return entries.get(term);
  }

  /** All terms that begin with `prefix`, from the shards that can hold them. */
  async withPrefix(prefix) {
    const reached = (list) => {
      const from = Math.max(0, lastUpTo(list, prefix));
      const past = list.findIndex((first, at) => at > from && first > prefix && !first.startsWith(prefix));
      return [from, past < 0 ? list.length : past];
    };
    const shelves = [];
    const [from, to] = reached(this.firsts);
    for (let number = from; number < to; number++) shelves.push(this.shelf(number));
    const all = (await Promise.all(shelves)).flat();
    const [first, past] = reached(all.map((shard) => shard.first));
    const shards = await Promise.all(all.slice(first, past).map((shard) => this.shard(shard)));
    return shards.flatMap(({ terms }) => terms.filter((term) => term.startsWith(prefix)));
  }

  async allTerms() {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
      await this.depot.parcel("words", this.described.words),
    );
    return wordList(text);
  }

  /** An entry's decoded posting in one field, or undefined. */
  posting(entry, field) {
    const found = entry.fields.find((one) => one.field === field);
    return found && decode(found, this.base);
  }

  /** For each field of an entry the places of each document: `{field: {starts, places}}`. */
  async places(entry) {
    if (!entry.decodedPlaces) {
      const bytes = new Bytes(await this.depot.parcel("places", entry.places));
      for (let before = 0; before < entry.index; before++) bytes.take(bytes.varint());
      const own = new Bytes(bytes.take(bytes.varint()));
      entry.decodedPlaces = {};
      for (const posting of entry.fields) {
        const { times } = decode(posting, this.base);
        const starts = new Uint32Array(times.length + 1);
        const places = [];
        const bits = new Bits(own.take(own.varint()));
        times.forEach((often, at) => {
          let place = 0;
          for (let i = 0; i < often; i++) {
            place += bits.rice();
            places.push(place);
          }
          starts[at + 1] = places.length;
        });
        entry.decodedPlaces[posting.field] = { starts, places };
      }
    }
    return entry.decodedPlaces;
  }

  /** Days (0 for the undated) and kinds of all documents. */
  async core() {
    const bytes = new Bytes(await this.depot.parcel("columns", this.described.core));
    const days = new Uint32Array(this.count);
    const dated = bytes.varint();
    let day = 0;
    for (let i = 0; i < dated; i++) {
      day += bytes.varint();
      days[i] = day;
    }
    return { days, kinds: bytes.take(this.count) };
  }

  async lengths(field) {
    const bytes = new Bytes(await this.depot.parcel("columns", this.described.lengths[field]));
    const middle = bytes.varint();
    const bits = new Bits(bytes.rest());
    const lengths = new Uint32Array(this.count);
    for (let i = 0; i < this.count; i++) {
      const apart = bits.rice();
      lengths[i] = apart % 2 ? middle - (apart + 1) / 2 : middle + apart / 2;
    }
    return lengths;
  }

  /** One facet's terms: `codes`, and for each document its numbers in them, `starts[i]` to `starts[i + 1]`. */
  async facet(name) {
    const bytes = new Bytes(await this.depot.parcel("columns", this.described.facets[name]));
    const codes = JSON.parse(bytes.text(bytes.varint()));
    const starts = new Uint32Array(this.count + 1);
    const values = [];
    for (let i = 0; i < this.count; i++) {
      for (let left = bytes.varint(); left > 0; left--) values.push(bytes.varint());
      starts[i + 1] = values.length;
    }
    return { codes, starts, values };
  }

  async card(local) {
    const directory = await this.depot.parcel("directories", this.directories[Math.floor(local / CARDS)]);
    const at = (local % CARDS) * 6;
    return this.depot.json("cards", nameFrom(directory.subarray(at, at + 6)));
  }

  /** What only a download needs: title, outlet, original address, and the slug as the title tells it. */
  async row(local) {
    const columns = await this.depot.json("rows", this.rowBlocks[Math.floor(local / ROWS)]);
    const [title, outlet, original, kept, rest] = columns.map((column) => column[local % ROWS] ?? "");
    const plain = plainLetters(title);
    return { title, outlet, original, slug: plain.slice(0, kept < 0 ? plain.length : kept) + rest };
  }
}

/** A title's ASCII letters and digits in lower case, a hyphen between words. */
function plainLetters(title) {
  return title
    .replace(/['‘’]/g, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase();
}

/** Index of the last entry of a sorted list that is not after `term`; -1 when all are. */
function lastUpTo(list, term) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] <= term) low = middle + 1;
    else high = middle;
  }
  return low - 1;
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

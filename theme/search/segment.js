// One segment of the index: which shard has a term, and the columns and cards of its documents.

import { Bytes, wordList } from "./bytes.js";
import { Cards } from "./cards.js";
import { readCore, readFacet, readLengths } from "./columns.js";
import { nameFrom, names, ParcelError } from "./depot.js";
import { Kept } from "./kept.js";
import { openShard, placesOf } from "./postings.js";

export class Segment {
  constructor(depot, described, fields) {
    this.depot = depot;
    this.described = described;
    this.base = described.base;
    this.count = described.count;
    this.fields = fields;
    this.firsts = described.firsts;
    this.shelfNames = names(described.shards);
    this.cards = new Cards(depot, described);
    this.shelves = new Kept();
    this.shards = new Kept();
  }

  /** The first terms and the names of the shards in one directory: `{firsts, names}`. */
  shelf(number) {
    return this.shelves.once(number, async () => {
      const name = this.shelfNames[number];
      const bytes = new Bytes(await this.depot.parcel("directories", name));
      const firsts = wordList(bytes.text(bytes.varint()));
      if (firsts[0] !== this.firsts[number]) {
        throw new ParcelError("a search file holds something else than it should", name);
      }
      return { firsts, names: firsts.map(() => nameFrom(bytes.take(6))) };
    });
  }

  shard(name, first) {
    return this.shards.once(name, () => openShard(this.depot, name, first, this.fields, this.base));
  }

  /** The term's entry, or undefined. */
  async find(term) {
    const number = lastUpTo(this.firsts, term);
    if (number < 0) return undefined;
    const shelf = await this.shelf(number);
    const at = lastUpTo(shelf.firsts, term);
    const { entries } = await this.shard(shelf.names[at], shelf.firsts[at]);
    return entries.get(term);
  }

  /** All terms that begin with `prefix`, from the shards that can hold them. */
  async withPrefix(prefix) {
    const [from, to] = reached(this.firsts, prefix);
    const numbers = Array.from({ length: to - from }, (_, i) => from + i);
    const shelves = await Promise.all(numbers.map((number) => this.shelf(number)));
    const firsts = shelves.flatMap((shelf) => shelf.firsts);
    const shards = shelves.flatMap((shelf) => shelf.names);
    const [first, past] = reached(firsts, prefix);
    const found = await Promise.all(shards.slice(first, past).map((name, at) => this.shard(name, firsts[first + at])));
    return found.flatMap(({ terms }) => terms.filter((term) => term.startsWith(prefix)));
  }

  async allTerms() {
    const bytes = new Bytes(await this.depot.parcel("words", this.described.words));
    return wordList(bytes.text(bytes.left));
  }

  /** For each field of an entry the places of each document. */
  places(entry) {
    return placesOf(this.depot, entry);
  }

  async core() {
    return readCore(await this.depot.parcel("columns", this.described.core), this.count);
  }

  async lengths(field) {
    return readLengths(await this.depot.parcel("columns", this.described.lengths[field]), this.count);
  }

  async facet(name) {
    return readFacet(await this.depot.parcel("columns", this.described.facets[name]), this.count);
  }
}

/** From which to before which entry of sorted first terms words with `prefix` may stand. */
function reached(firsts, prefix) {
  const from = Math.max(0, lastUpTo(firsts, prefix));
  const past = firsts.findIndex((first, at) => at > from && first > prefix && !first.startsWith(prefix));
  return [from, past < 0 ? firsts.length : past];
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

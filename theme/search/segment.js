// One segment of the index: which shard has a term, and the columns and cards of its documents.

import { Bytes, wordList } from "./bytes.js";
import { Cards } from "./cards.js";
import { readCore, readFacet, readLengths } from "./columns.js";
import { nameFrom, names, ParcelError } from "./depot.js";
import { Kept } from "./kept.js";
import { openShard, placesOf } from "./postings.js";

/** Directories and shards that are read for the words of one beginning; of more, the list of all words is sooner there. */
const MOST_SHELVES = 2;
const MOST_SHARDS = 16;

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
    this.lists = new Kept();
    this.listed = undefined;
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
    if (this.listed) {
      const at = this.shardOf(term);
      return at < 0 ? undefined : (await this.listedShard(at)).entries.get(term);
    }
    const number = lastUpTo(this.firsts, term);
    if (number < 0) return undefined;
    const shelf = await this.shelf(number);
    const at = lastUpTo(shelf.firsts, term);
    const { entries } = await this.shard(shelf.names[at], shelf.firsts[at]);
    return entries.get(term);
  }

  /** All terms that begin with `prefix`, from the shards that can hold them; where those are many, from the list. */
  async withPrefix(prefix) {
    const begun = (terms) => terms.filter((term) => term.startsWith(prefix));
    const [from, to] = reached(this.firsts, prefix);
    if (this.listed || to - from > MOST_SHELVES) return begun(await this.allTerms());
    const numbers = Array.from({ length: to - from }, (_, i) => from + i);
    const shelves = await Promise.all(numbers.map((number) => this.shelf(number)));
    const firsts = shelves.flatMap((shelf) => shelf.firsts);
    const shards = shelves.flatMap((shelf) => shelf.names);
    const [first, past] = reached(firsts, prefix);
    if (past - first > MOST_SHARDS) return begun(await this.allTerms());
    const found = await Promise.all(shards.slice(first, past).map((name, at) => this.shard(name, firsts[first + at])));
    return found.flatMap(({ terms }) => begun(terms));
  }

  /** All terms, in order; from then on no directory is needed to find one. */
  async allTerms() {
    this.listed = await this.lists.once("words", () => this.list());
    return this.listed.terms;
  }

  /** All terms, and of each shard its name and which of them is its first: `{terms, names, starts}`. */
  async list() {
    const bytes = new Bytes(await this.depot.parcel("words", this.described.words));
    const counts = Array.from({ length: bytes.varint() }, () => bytes.varint());
    const names = counts.map(() => nameFrom(bytes.take(6)));
    const terms = wordList(bytes.text(bytes.left));
    let start = 0;
    const starts = counts.map((count) => {
      start += count;
      return start - count;
    });
    if (start !== terms.length) {
      throw new ParcelError("a search file holds something else than it should", this.described.words);
    }
    return { terms, names, starts };
  }

  /** The number of the shard that has a term; -1 where none has it, or where terms have not been listed. */
  shardOf(term) {
    if (!this.listed) return -1;
    const { terms, starts } = this.listed;
    const at = lastUpTo(terms, term);
    return at < 0 || terms[at] !== term ? -1 : lastUpTo(starts, at);
  }

  listedShard(number) {
    const { terms, names, starts } = this.listed;
    return this.shard(names[number], terms[starts[number]]);
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

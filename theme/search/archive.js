// The whole index as the engine sees it: terms over all segments, columns over all documents.

import { Kept } from "./kept.js";
import { Segment } from "./segment.js";

/** Terms in other shards that are passed over before the search for more in the open ones ends. */
const MOST_MISSED = 1000;

export class Archive {
  constructor(depot, manifest) {
    this.depot = depot;
    this.manifest = manifest;
    this.documents = manifest.documents;
    this.fields = manifest.fields.map(([name]) => name);
    this.boosts = Object.fromEntries(manifest.fields.map(([name, boost]) => [name, boost]));
    this.averages = Object.fromEntries(manifest.fields.map(([name, , average]) => [name, average]));
    this.segments = manifest.segments.map((described) => new Segment(depot, described, this.fields));
    this.kept = new Kept();
  }

  /** The entries of a term, one a segment that has it. */
  async find(term) {
    const found = await Promise.all(this.segments.map((segment) => segment.find(term)));
    return found.flatMap((entry, at) => (entry ? [{ segment: this.segments[at], entry }] : []));
  }

  /** Up to `most` of the terms, the shortest, that stand in no more than `shards` shards. */
  fewest(terms, most, shards) {
    const open = new Set();
    const kept = [];
    let missed = 0;
    for (const term of byLength(terms)) {
      const needed = this.segments.map((segment) => [segment.shardOf(term), segment.base]);
      const more = needed
        .filter(([shard]) => shard >= 0)
        .map(String)
        .filter((shard) => !open.has(shard));
      if (open.size + more.length > shards) {
        if (++missed === MOST_MISSED) break;
        continue;
      }
      for (const shard of more) open.add(shard);
      if (kept.push(term) === most) break;
    }
    return kept;
  }

  async withPrefix(prefix) {
    return merged(await Promise.all(this.segments.map((segment) => segment.withPrefix(prefix))));
  }

  /** What `pick` keeps of all terms, which it is given in order, a segment at a time. */
  async among(pick) {
    return merged(await Promise.all(this.segments.map(async (segment) => pick(await segment.allTerms()))));
  }

  /** Days since 1 January of year 1 (0: undated) and kinds (bit 0: only the opening) of all documents. */
  core() {
    return this.once("core", async () => {
      const parts = await Promise.all(this.segments.map((segment) => segment.core()));
      return { days: joined(Uint32Array, parts, "days"), kinds: joined(Uint8Array, parts, "kinds") };
    });
  }

  lengths(field) {
    return this.once(`lengths ${field}`, async () => {
      const parts = await Promise.all(this.segments.map((segment) => segment.lengths(field)));
      return joined(
        Uint32Array,
        parts.map((part) => ({ part })),
        "part",
      );
    });
  }

  card(doc) {
    const segment = this.segmentOf(doc);
    return segment.cards.card(doc - segment.base);
  }

  row(doc) {
    const segment = this.segmentOf(doc);
    return segment.cards.row(doc - segment.base);
  }

  segmentOf(doc) {
    return this.segments.findLast(({ base }) => base <= doc);
  }

  /** Work done once; tried again after a failure. */
  once(name, work) {
    return this.kept.once(name, work);
  }
}

/** The shortest first, those of one length as they come. */
function byLength(terms) {
  const lengths = [];
  for (const term of terms) {
    lengths[term.length] ??= [];
    lengths[term.length].push(term);
  }
  return lengths.flat();
}

/** Sorted lists as one, each term once. */
function merged(lists) {
  if (!lists.length) return [];
  return lists.reduce((one, other) => {
    const all = [];
    let at = 0;
    for (const term of other) {
      while (at < one.length && one[at] < term) all.push(one[at++]);
      if (one[at] === term) at++;
      all.push(term);
    }
    while (at < one.length) all.push(one[at++]);
    return all;
  });
}

function joined(Type, parts, key) {
  const whole = new Type(parts.reduce((sum, part) => sum + part[key].length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part[key], at);
    at += part[key].length;
  }
  return whole;
}

// Typed words → groups whose terms are in the index; what had to be put right or left out is noted for the reader.

import { expand } from "./expand.js";
import { meaning } from "./meaning.js";
import { eachPosting } from "./score.js";

/** Words that wildcards and distances stand for in one question, and files that these may lie in. */
const MOST_EXPANSIONS = 100;
const MOST_SHARDS = 16;
const MOST_PATTERNS = 6;
/** Pieces: fewer may all have the same misprint. Of a large archive, one in so many. */
const FEW = 3;
const RARE = 1500;

export class Understanding {
  constructor(archive, lunr, analyser) {
    this.archive = archive;
    this.lunr = lunr;
    this.analyser = analyser;
  }

  /** Typed words as groups of known terms; what is not in the archive is corrected or dropped, and said. */
  async groups(items, notes) {
    const read = (keepStop) => items.map((item) => meaning(item, this.analyser, keepStop));
    let meant = read(false);
    const stops = meant.flatMap(({ stops: own }) => own);
    if (!meant.some(({ groups }) => groups.length) && stops.length) {
      meant = read(true);
      notes.push({ kind: "common", words: stops });
    }
    const groups = limited(
      meant.flatMap(({ groups: own }) => own),
      notes,
    );
    this.patterns = groups.filter(isPattern).length;
    const all = await Promise.all(groups.map((group) => this.known(group, notes)));
    return all.filter((group) => group);
  }

  async known(group, notes) {
    const full = await this.expanded(group, notes);
    if (full.alternatives.length) {
      await this.doubt(full, notes);
      return full;
    }
    if (group.not) return undefined;
    const best = group.pattern || group.phrase ? undefined : await this.instead(group.shown);
    const corrected =
      best && meaning({ text: best.word, field: group.fields?.[0], boost: group.boost }, this.analyser).groups[0];
    if (corrected) {
      notes.push({ kind: "replaced", word: group.shown, by: best.word });
      return this.expanded({ ...corrected, must: group.must }, notes);
    }
    notes.push({ kind: "dropped", word: group.shown });
    return undefined;
  }

  /** A word that few pieces have may be a misprint of one that many have. */
  async doubt(group, notes) {
    if (group.not || group.phrase || group.pattern || group.alternatives.length > 1 || group.alternatives[0].length > 1)
      return;
    const count = await this.frequency(group.alternatives[0][0]);
    if (count >= Math.max(FEW, this.archive.documents / RARE)) return;
    const near = await this.suggestions(group.shown);
    if (near.length && near[0].count >= (count < FEW ? 5 : 50) * count)
      notes.push({ kind: "mean", typed: group.shown, word: near[0].word });
  }

  /** What to search for in the place of a word found nowhere: `{word}`. */
  async instead(word) {
    const [nearest] = await this.suggestions(word);
    if (nearest?.distance === 1) return nearest;
    const { halves } = await import("./spelling.js");
    return (await halves(this.archive, word, this.analyser)) ?? nearest;
  }

  async suggestions(word) {
    return (await import("./spelling.js")).suggestions(this.archive, word, this.analyser.fold);
  }

  async frequency(term) {
    const parts = await this.archive.find(term);
    return Math.max(
      0,
      ...this.archive.fields.map((field) => {
        let count = 0;
        eachPosting({ parts }, field, (docs) => {
          count += docs.length;
        });
        return count;
      }),
    );
  }

  /** The group with only those alternatives whose every term is in the index, wildcards and distances resolved. */
  async expanded(group, notes) {
    let alternatives = group.alternatives ?? [];
    if (group.pattern || group.distance) {
      const wanted = group.pattern ? [group.pattern] : alternatives.flat();
      const reached = (
        await Promise.all(
          wanted.map((term) =>
            expand(this.archive, this.lunr, { term, editDistance: group.pattern ? undefined : group.distance }),
          ),
        )
      ).flat();
      const shards = Math.floor(MOST_SHARDS / this.patterns);
      const used = this.archive.fewest(reached, MOST_EXPANSIONS, shards); // short words are the common ones
      if (used.length < reached.length) notes.push({ kind: "many", word: group.shown, used: used.length });
      alternatives = used.map((term) => [term]);
    }
    const parts = new Map();
    await Promise.all(
      [...new Set(alternatives.flat())].map(async (term) => parts.set(term, await this.archive.find(term))),
    );
    alternatives = alternatives.filter((terms) => terms.every((term) => parts.get(term).length));
    if (group.alternatives?.length === 2 && alternatives.length === 2) alternatives.pop();
    return { ...group, fields: group.fields ?? this.archive.fields, alternatives, parts };
  }
}

function isPattern({ pattern, distance }) {
  return Boolean(pattern || distance);
}

/** The groups, of patterns only the first few: each is held against every word of the archive. */
function limited(groups, notes) {
  const extra = groups.filter(isPattern).slice(MOST_PATTERNS);
  if (extra.length)
    notes.push({ kind: "patterns", word: extra.map(({ shown }) => shown).join(" "), used: MOST_PATTERNS });
  return groups.filter((group) => !extra.includes(group));
}

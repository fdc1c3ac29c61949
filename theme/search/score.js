// lunr's answers without lunr's index: sets, vectors and rounding as in lunr.Index.query, on typed arrays.

import { expand } from "./expand.js";
import { decode } from "./postings.js";

/**
 * Run clauses in lunr's sense.
 * @param {(text: string) => string[]} pipeline what a clause's term is searched as
 * @returns {Promise<{docs: number[], scores: Float64Array, terms: Set<string>}>} documents unordered, scores by document
 */
export async function query(archive, lunr, clauses, pipeline) {
  const resolved = await resolve(archive, lunr, clauses, pipeline);
  const vectors = new Map(archive.fields.map((field) => [field, new Map()]));
  const required = new Map();
  const prohibited = new Uint8Array(archive.documents);
  const { REQUIRED, PROHIBITED } = lunr.Query.presence;

  for (const { clause, expansions } of resolved) {
    const fields = clause.fields;
    const own = new Uint8Array(archive.documents);
    for (const terms of expansions) {
      if (terms.length === 0 && clause.presence === REQUIRED) {
        for (const field of fields) required.set(field, new Uint8Array(archive.documents));
        break;
      }
      for (const term of terms) {
        for (const field of fields) {
          if (clause.presence === PROHIBITED) {
            eachPosting(term, field, (docs) => mark(prohibited, docs));
            continue;
          }
          if (clause.presence === REQUIRED) {
            eachPosting(term, field, (docs) => mark(own, docs));
            if (!required.has(field)) required.set(field, undefined);
          }
          const vector = vectors.get(field);
          vector.set(term, (vector.get(term) ?? 0) + clause.boost);
        }
      }
    }
    if (clause.presence === REQUIRED) {
      for (const field of fields) {
        if (required.has(field)) required.set(field, both(required.get(field), own));
      }
    }
  }

  const negated = clauses.every((clause) => clause.presence === PROHIBITED);
  const { scores, matched } = await similarities(archive, vectors);
  const sets = [...required.values()].filter((set) => set);
  const docs = [];
  for (let doc = 0; doc < archive.documents; doc++) {
    if ((negated || matched[doc]) && !prohibited[doc] && sets.every((set) => set[doc])) docs.push(doc);
  }
  const terms = new Set([...vectors.values()].flatMap((vector) => [...vector.keys()].map((found) => found.term)));
  return { docs, scores, terms };
}

/** Every clause with the terms that each of its pipeline's words reaches, their postings at hand. */
async function resolve(archive, lunr, clauses, pipeline) {
  const found = new Map();
  const entry = async (term) => {
    if (!found.has(term))
      found.set(
        term,
        archive.find(term).then((parts) => ({ term, parts })),
      );
    return found.get(term);
  };
  const resolved = await Promise.all(
    clauses.map(async (clause) => {
      const words = clause.usePipeline === false ? [clause.term] : pipeline(clause.term);
      const expansions = await Promise.all(
        words.map(async (word) => {
          const terms = await expand(archive, lunr, { ...clause, term: word });
          return Promise.all(terms.map(entry));
        }),
      );
      return { clause, expansions };
    }),
  );
  return resolved;
}

/** Call `visit(docs, times)` for a found term in one field, once a segment. */
export function eachPosting({ parts }, field, visit) {
  for (const { segment, entry } of parts) {
    const posting = entry.fields.find((one) => one.field === field);
    if (posting) {
      const { docs, times } = decode(posting, segment.base);
      visit(docs, times);
    }
  }
}

async function similarities(archive, vectors) {
  const { documents, boosts, averages, manifest } = archive;
  const { b, k1 } = manifest;
  const scores = new Float64Array(documents);
  const matched = new Uint8Array(documents);
  const present = [...vectors]
    .map(([field, vector]) => [field, vector, [...vector].filter(([{ parts }]) => stands(parts, field))])
    .filter(([, , terms]) => terms.length);
  const measured = await Promise.all(present.map(([field]) => archive.lengths(field)));
  for (const [at, [field, vector, terms]] of present.entries()) {
    const lengths = measured[at];
    const magnitude = Math.hypot(...[...vector.values()]) || Number.POSITIVE_INFINITY;
    for (const [term, weight] of terms) {
      const rarity = idf(term, documents);
      eachPosting(term, field, (docs, times) => {
        for (let i = 0; i < docs.length; i++) {
          const doc = docs[i];
          const often = times[i];
          let score = (rarity * ((k1 + 1) * often)) / (k1 * (1 - b + b * (lengths[doc] / averages[field])) + often);
          score *= boosts[field];
          scores[doc] += (weight * (Math.round(score * 1000) / 1000)) / magnitude;
          matched[doc] = 1;
        }
      });
    }
  }
  return { scores, matched };
}

function stands(parts, field) {
  return parts.some(({ entry }) => entry.fields.some((posting) => posting.field === field));
}

function idf({ parts }, documents) {
  let having = 0;
  for (const { entry } of parts) for (const { count } of entry.fields) having += count;
  return Math.log(1 + Math.abs((documents - having + 0.5) / (having + 0.5)));
}

function mark(set, docs) {
  for (const doc of docs) set[doc] = 1;
}

/** Intersection; undefined stands for every document. */
function both(one, other) {
  if (!one) return other;
  const set = new Uint8Array(one.length);
  for (let i = 0; i < set.length; i++) set[i] = one[i] & other[i];
  return set;
}

/** At least the `most` best documents by score, best first; equal ones newest first, the undated last. */
export function byRelevance(docs, scores, days, most = docs.length) {
  const near = (doc) => Math.round(scores[doc] * 1e9);
  const ranked = Float64Array.from(docs, near).sort();
  const least = ranked[Math.max(0, ranked.length - most)];
  const best = Array.from(docs).filter((doc) => near(doc) >= least);
  return best.sort((a, c) => near(c) - near(a) || days[c] - days[a] || a - c);
}

/** Documents by day; the undated last in either direction. */
export function byDay(docs, days, newest) {
  const sign = newest ? -1 : 1;
  return Array.from(docs).sort((a, c) => !days[a] - !days[c] || sign * (days[a] - days[c]) || a - c);
}

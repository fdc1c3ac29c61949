// Groups → documents: scores are lunr's for any of the words, sets are the reader's for all of them.

import { eachPosting, query } from "./score.js";
import { READABLE, standsIn } from "./wording.js";

/** Phrases with common words in them are read in so many pieces; in more only in those that are shown. */
const MOST_READ = 40;

/**
 * All words, else any: documents, lunr's scores, terms to mark, and of which phrases the wording is yet to be read in
 * the pieces (`unread`).
 */
export async function matching(archive, lunr, groups, analyser, notes) {
  const unread = [];
  const wanted = groups.filter(({ not }) => !not);
  const weights = wanted.flatMap(({ alternatives, fields, boost }) =>
    [...new Set(alternatives.flat())].map((term) => ({
      term,
      fields,
      boost,
      presence: lunr.Query.presence.OPTIONAL,
    })),
  );
  const everything = () => Array.from({ length: archive.documents }, (_, doc) => doc);
  const [{ docs, scores }, sets] = await Promise.all([
    weights.length
      ? query(archive, lunr, weights, (term) => [term])
      : { docs: everything(), scores: new Float64Array(archive.documents) },
    Promise.all(groups.map((group) => having(archive, group, analyser, unread))),
  ]);
  const excluded = sets.filter((_, at) => groups[at].not);
  const allowed = docs.filter((doc) => excluded.every((set) => !set[doc]));
  const terms = new Set(weights.map(({ term }) => term));
  const some = wanted.some(({ must }) => must);
  const required = sets.filter((_, at) => !groups[at].not && (!some || groups[at].must));
  const all = allowed.filter((doc) => required.every((set) => set[doc]));
  if (all.length || required.length < 2) return { docs: all, scores, terms, unread };
  const phrases = sets.filter((_, at) => groups[at].phrase && !groups[at].not);
  const any = allowed.filter((doc) => sets.some((set, at) => !groups[at].not && set[doc]));
  const quoted = any.filter((doc) => phrases.every((set) => set[doc]));
  const rest = quoted.length ? quoted : any;
  if (rest.length) notes.push({ kind: "any" });
  return { docs: rest, scores, terms, unread };
}

/** Marks of the documents that have a group. */
async function having(archive, group, analyser, unread) {
  const { alternatives, parts, fields, phrase } = group;
  if (phrase) return withPhrase(archive, group, analyser, unread);
  const found = new Uint8Array(archive.documents);
  for (const terms of alternatives) {
    if (terms.length === 1) {
      for (const field of fields) {
        eachPosting({ parts: parts.get(terms[0]) }, field, (docs) => {
          for (const doc of docs) found[doc] = 1;
        });
      }
      continue;
    }
    const counts = new Uint8Array(archive.documents);
    terms.forEach((term, at) => {
      for (const field of fields) {
        eachPosting({ parts: parts.get(term) }, field, (docs) => {
          for (const doc of docs) if (counts[doc] === at) counts[doc]++;
        });
      }
    });
    for (let doc = 0; doc < found.length; doc++) if (counts[doc] === terms.length) found[doc] = 1;
  }
  return found;
}

async function withPhrase(archive, { phrase, wording, fields, not }, analyser, unread) {
  const { phraseIn } = await import("./phrases.js");
  if (!wording) return phraseIn(archive, phrase, fields);
  const readable = fields.filter((field) => READABLE.includes(field));
  const [near, sure] = await Promise.all([
    phraseIn(archive, phrase, readable),
    phraseIn(
      archive,
      phrase,
      fields.filter((field) => !READABLE.includes(field)),
    ),
  ]);
  const doubtful = [...near.keys()].filter((doc) => near[doc] && !sure[doc]);
  const holds = async (doc) => standsIn(await archive.card(doc), wording, readable, analyser);
  if (doubtful.length <= MOST_READ) {
    await Promise.all(
      doubtful.map(async (doc) => {
        near[doc] = Number(await holds(doc));
      }),
    );
  } else if (!not) {
    unread.push(async (doc) => sure[doc] || holds(doc));
  }
  return near.map((mark, doc) => mark | sure[doc]);
}

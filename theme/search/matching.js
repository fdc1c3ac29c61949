// Groups → documents: scores are lunr's for any of the words, sets are the reader's for all of them.

import { eachPosting, query } from "./score.js";

/** All words, else any: documents, lunr's scores, terms to mark. */
export async function matching(archive, lunr, groups, notes) {
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
    Promise.all(groups.map((group) => having(archive, group))),
  ]);
  const excluded = sets.filter((_, at) => groups[at].not);
  const allowed = docs.filter((doc) => excluded.every((set) => !set[doc]));
  const terms = new Set(weights.map(({ term }) => term));
  const some = wanted.some(({ must }) => must);
  const required = sets.filter((_, at) => !groups[at].not && (!some || groups[at].must));
  const all = allowed.filter((doc) => required.every((set) => set[doc]));
  if (all.length || required.length < 2) return { docs: all, scores, terms };
  const phrases = sets.filter((_, at) => groups[at].phrase && !groups[at].not);
  const any = allowed.filter((doc) => sets.some((set, at) => !groups[at].not && set[doc]));
  const quoted = any.filter((doc) => phrases.every((set) => set[doc]));
  const rest = quoted.length ? quoted : any;
  if (rest.length) notes.push({ kind: "any" });
  return { docs: rest, scores, terms };
}

/** Marks of the documents that have a group. */
async function having(archive, { alternatives, parts, fields, phrase }) {
  if (phrase) return (await import("./phrases.js")).withPhrase(archive, phrase, fields);
  const found = new Uint8Array(archive.documents);
  for (const terms of alternatives) {
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

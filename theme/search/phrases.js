// Quoted phrases: documents in which the terms stand at the same distances as typed. Places are fetched only here.

import { decode } from "./postings.js";

/**
 * @param {{term: string, place: number}[]} phrase
 * @param {string[]} fields
 * @returns {Promise<Uint8Array>} a mark for each document
 */
export async function phraseIn(archive, phrase, fields) {
  const found = new Uint8Array(archive.documents);
  await Promise.all(
    archive.segments.map(async (segment) => {
      const entries = await Promise.all(phrase.map(({ term }) => segment.find(term)));
      if (entries.some((entry) => !entry)) return;
      for (const field of fields) {
        const postings = entries.map((entry) => postingIn(entry, field));
        if (postings.some((posting) => !posting)) continue;
        const docs = common(postings.map((posting) => posting.docs));
        if (!docs.length) continue;
        const places = await Promise.all(entries.map((entry) => segment.places(entry)));
        for (const { doc, at } of docs) {
          const lists = at.map((index, word) => {
            const { starts, places: all } = places[word][field];
            return all.slice(starts[index], starts[index + 1]).map((place) => place - phrase[word].place);
          });
          if (meet(lists)) found[doc] = 1;
        }
      }
    }),
  );
  return found;
}

/** A term's documents in one field, or undefined. */
function postingIn(entry, field) {
  const found = entry.fields.find((one) => one.field === field);
  return found && decode(found, entry.base);
}

/** Documents in all lists, with their index in each. */
function common(lists) {
  const at = lists.map(() => 0);
  const shared = [];
  for (const doc of lists[0]) {
    let inAll = true;
    for (let list = 1; list < lists.length; list++) {
      while (at[list] < lists[list].length && lists[list][at[list]] < doc) at[list]++;
      if (lists[list][at[list]] !== doc) inAll = false;
    }
    if (inAll) shared.push({ doc, at: [...at] });
    at[0]++;
  }
  return shared;
}

function meet(lists) {
  const [first, ...others] = lists.sort((a, b) => a.length - b.length);
  const sets = others.map((list) => new Set(list));
  return first.some((place) => sets.every((set) => set.has(place)));
}

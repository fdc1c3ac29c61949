// What the reader should know of how the query was understood, and ways on from an answer without results.

import { fill, make } from "./dom.js";

const LONGEST = 80;

/**
 * @param {{words: object, site: string, search: (typed: string, word: string) => void}} page
 * @returns {HTMLElement} one note of an answer
 */
export function note(entry, { words, site, search }) {
  if (entry.kind === "hubs") {
    const links = entry.hubs.map(({ name, url }) => make("li", {}, make("a", { href: site + url }, name)));
    return make("div", {}, make("p", {}, words.hubs), make("ul", { class: "term-list" }, ...links));
  }
  if (entry.kind === "mean") {
    const click = () => search(entry.typed, entry.word);
    const asked = make("button", { type: "button", class: "quiet", click }, entry.word);
    const [before, after] = words.mean.split("{word}");
    return make("p", {}, before, asked, after ?? "");
  }
  const values = { ...entry, n: entry.used ?? "", word: entry.word ?? entry.words?.join(" ") ?? "" };
  return make("p", {}, fill(words[entry.kind], values));
}

/** Said where only the limits leave nothing: what there would be without them, and a button that lifts them. */
export function filtered(query, count, words, lift) {
  const text = fill(words.filtered, { query: shortened(query), n: count });
  return make("p", {}, text, " ", make("button", { type: "button", class: "quiet", click: lift }, words.clear));
}

/** The line above the results: their number, or the most there can be where not all were read for a phrase. */
export function headline({ total, notes }, q, words, lang) {
  const unsure = notes.some(({ kind }) => kind === "nearly");
  const form = words.results[new Intl.PluralRules(lang).select(total)] ?? words.results.other;
  const count = fill(unsure ? words.most : form, { n: total.toLocaleString(lang) });
  const query = shortened(q);
  if (!total) return query ? fill(words.none, { query }) : words.nothing;
  return query ? fill(words.for, { count, query }) : count;
}

/** The query with one word put right. */
export function corrected(query, typed, word) {
  return typed && query.includes(typed) ? query.replace(typed, () => word) : word;
}

/** A query as it is quoted: not too long, its own quotation marks single. */
function shortened(query) {
  const text = query.trim().replace(/["“”„]([^"“”„]*)["“”„]?/g, "‘$1’");
  const letters = Array.from(text);
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("")} …` : text;
}

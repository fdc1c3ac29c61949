// Results as elements.

import { make, runs } from "./dom.js";

export function hit(card, { site, words, lang }) {
  const address = `${site}articles/${card.slug}/`;
  const foreign = card.lang ? { lang: card.lang, dir: "auto" } : {};
  return make(
    "li",
    { class: "teaser hit" },
    make("h3", {}, make("a", { href: address, ...foreign }, ...runs(card.title))),
    signature(card, words, lang),
    ...card.snippets.map((snippet) => quote(snippet, address, foreign)),
    card.terms?.length ? make("p", { class: "small hit-terms" }, card.terms.join(" · ")) : undefined,
  );
}

function signature(card, words, lang) {
  const parts = make("p", { class: "signature" });
  const names = card.authors ?? [];
  names.forEach((name, at) => {
    parts.append(make("span", { class: "by" }, name), at < names.length - 1 ? ", " : " ");
  });
  if (!names.length) parts.append(make("span", { class: "by" }, words[card.genre] ?? words.unsigned), " ");
  parts.append(
    card.day
      ? make("time", { datetime: card.day }, longDate(card.day, lang))
      : make("span", { class: "undated" }, words.undated),
  );
  if (card.excerpt) parts.append(" ", make("span", { class: "flag" }, words.opening));
  return parts;
}

/** A snippet leads to its paragraph, which the article page marks on arrival. */
function quote({ paragraph, before, after, runs: parts }, address, foreign) {
  const href = paragraph ? `${address}#p${paragraph}` : address;
  return make(
    "p",
    { class: "snippet" },
    make("a", { href, ...foreign }, before ? "… " : "", ...runs(parts), after ? " …" : ""),
  );
}

export function longDate(day, lang) {
  return new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

// The limits in force, each a button that lifts it.

import { fill, make } from "./dom.js";

/** @param {(facet: string, slug: string) => string} nameOf @param {(change: object) => void} lift */
export function chips(request, facets, words, nameOf, lift) {
  const limits = facets.flatMap((facet) =>
    request[facet].map((slug) => [nameOf(facet, slug), { [facet]: request[facet].filter((other) => other !== slug) }]),
  );
  if (request.from) limits.push([fill(words.from, { year: request.from }), { from: "" }]);
  if (request.to) limits.push([fill(words.to, { year: request.to }), { to: "" }]);
  if (request.full) limits.push([words.whole, { full: false }]);
  return limits.map(([name, change]) =>
    make(
      "li",
      {},
      chip(name, words, () => lift(change)),
    ),
  );
}

function chip(name, words, click) {
  const attributes = { type: "button", class: "chip", "aria-label": fill(words.remove, { name }), click };
  return make("button", attributes, name, make("span", { class: "cross", "aria-hidden": "true" }, "×"));
}

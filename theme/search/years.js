// The results by year as a row of bars, each a button that narrows to its year.

import { fill, make } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 40;
const MOST_YEARS = 150;

/** @param {[number, number][]} years with their pieces @param {(values: string[]) => void} choose from and to */
export function yearBars(years, request, words, choose) {
  const most = Math.max(1, ...years.map(([, count]) => count));
  const bars = everyYear(years).map(([year, count]) => {
    if (!count) return make("span", { class: "year-gap" });
    const only = request.from === String(year) && request.to === String(year);
    const said = fill(words.year, { year, count: count.toLocaleString() });
    const click = () => choose(only ? ["", ""] : [String(year), String(year)]);
    const attributes = { type: "button", class: "year-bar", "aria-pressed": String(only), title: said, click };
    return make("button", attributes, bar(count / most), make("span", { class: "unseen" }, said));
  });
  const end = (entry) => make("span", {}, String(entry?.[0] ?? ""));
  const ends = make("p", { class: "year-ends small" }, end(years[0]), end(years.at(-1)));
  return [make("div", { class: "bars-row" }, ...bars), ends];
}

/** With the years between that have no pieces, so that a gap in time is a gap on the screen. */
function everyYear(years) {
  const counts = new Map(years);
  const [first, last] = [years[0]?.[0] ?? 0, years.at(-1)?.[0] ?? -1];
  if (last - first > MOST_YEARS) return years;
  return Array.from({ length: last - first + 1 }, (_, i) => [first + i, counts.get(first + i) ?? 0]);
}

/** Heights are units of a picture, not style: the page's policy allows none. */
function bar(share) {
  const height = Math.max(1, Math.round(HEIGHT * share));
  const attributes = { viewBox: `0 0 10 ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" };
  return drawn("svg", attributes, drawn("rect", { width: 10, height, x: 0, y: HEIGHT - height }));
}

function drawn(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

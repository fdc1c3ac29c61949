// The lists to narrow by: each a fieldset of boxes with live counts, wider terms holding their narrower ones.

import { fill, make } from "./dom.js";

const SHORT = 8;
const LONG = 200;

export class Panel {
  /** @param {HTMLElement} fold the `<details>` @param words the interface's words @param change called with (facet, slugs) */
  constructor(fold, words, change) {
    this.fold = fold;
    this.words = words;
    this.change = change;
    this.open = new Set();
    this.long = new Set();
    this.typed = new Map();
  }

  show({ facets, years, whole }, request) {
    for (const facet of facets) {
      const place = this.fold.querySelector(`[data-facet="${facet.name}"]`);
      if (place) this.facet(place, facet, new Set(request[facet.name]));
    }
    this.fold.querySelector("[data-whole]").textContent = whole.toLocaleString();
    this.years(years, request);
  }

  facet(place, facet, chosen) {
    const focused = place.contains(document.activeElement) ? document.activeElement.id : "";
    const children = new Map();
    facet.terms.forEach((term, at) => {
      const siblings = children.get(term.parent) ?? children.set(term.parent, []).get(term.parent);
      siblings.push(at);
    });
    const filter = (this.typed.get(facet.name) ?? "").toLocaleLowerCase();
    const shown = (at) => facet.terms[at].count > 0 || chosen.has(facet.terms[at].slug);
    const byCount = (a, b) =>
      facet.terms[b].count - facet.terms[a].count || (facet.terms[a].name < facet.terms[b].name ? -1 : 1);
    let roots = (children.get(-1) ?? []).filter(shown).sort(byCount);
    if (filter) {
      roots = facet.terms
        .map((_, at) => at)
        .filter((at) => shown(at) && facet.terms[at].name.toLocaleLowerCase().includes(filter))
        .sort(byCount);
    }
    const limit = this.long.has(facet.name) || filter ? LONG : SHORT;
    const level = (list) => {
      const items = list.map((at) => {
        const narrower = filter ? [] : (children.get(at) ?? []).filter(shown).sort(byCount);
        return this.item(facet, facet.terms[at], chosen, narrower, level, roots.length === 1 && at === roots[0]);
      });
      return make("ul", { class: "boxes" }, ...items);
    };
    const list = level(roots.slice(0, limit));
    const parts = [place.querySelector("legend")];
    if (facet.terms.length > SHORT) parts.push(this.finder(place, facet, chosen, filter));
    parts.push(list);
    if (roots.length > SHORT && !filter) {
      const more = this.long.has(facet.name);
      parts.push(
        make(
          "button",
          {
            type: "button",
            class: "quiet",
            id: `all-${facet.name}`,
            click: () => this.toggle(this.long, facet.name, place, facet, chosen),
          },
          more ? this.words.fewer : fill(this.words.all, { n: roots.length }),
        ),
      );
    }
    place.replaceChildren(...parts);
    if (focused) document.getElementById(focused)?.focus();
  }

  item(facet, term, chosen, narrower, level, only) {
    const id = `${facet.name}-${term.slug}`;
    const box = make("input", { type: "checkbox", id, name: facet.name, value: term.slug });
    box.checked = chosen.has(term.slug);
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(term.slug);
      else chosen.delete(term.slug);
      this.change(facet.name, [...chosen]);
    });
    const label = make(
      "label",
      { class: "check", for: id },
      box,
      make("span", {}, term.name),
      make("span", { class: "count" }, term.count.toLocaleString()),
    );
    const row = make("div", { class: "row" }, label);
    const entry = make("li", {}, row);
    if (narrower.length) {
      const open = this.open.has(id) || only || hasChosen(facet, term, chosen);
      const inner = level(narrower);
      inner.hidden = !open;
      const button = make("button", {
        type: "button",
        class: "unfold",
        id: `unfold-${id}`,
        "aria-expanded": String(open),
        "aria-label": fill(this.words.within, { name: term.name }),
      });
      button.addEventListener("click", () => {
        inner.hidden = !inner.hidden;
        button.setAttribute("aria-expanded", String(!inner.hidden));
        if (inner.hidden) this.open.delete(id);
        else this.open.add(id);
      });
      row.append(button);
      entry.append(inner);
    }
    return entry;
  }

  finder(place, facet, chosen, filter) {
    const field = make("input", {
      type: "search",
      id: `find-${facet.name}`,
      class: "finder",
      "aria-label": `${this.words.find}: ${facet.label}`,
      placeholder: this.words.find,
    });
    field.value = filter;
    field.addEventListener("input", (event) => {
      event.stopPropagation();
      this.typed.set(facet.name, field.value);
      this.facet(place, facet, chosen);
      const again = document.getElementById(field.id);
      again.focus();
      again.setSelectionRange(again.value.length, again.value.length);
    });
    return field;
  }

  toggle(set, name, place, facet, chosen) {
    if (!set.delete(name)) set.add(name);
    this.facet(place, facet, chosen);
  }

  /** One button a year, its height the share of the largest; heights are rows of a picture, not style. */
  years(years, request) {
    const place = this.fold.querySelector(".year-bars");
    place.hidden = years.length < 2;
    const most = Math.max(1, ...years.map(([, count]) => count));
    const svg = "http://www.w3.org/2000/svg";
    const bars = years.map(([year, count]) => {
      const picture = document.createElementNS(svg, "svg");
      const bar = document.createElementNS(svg, "rect");
      const height = Math.max(1, Math.round((40 * count) / most));
      const values = { width: 10, height, x: 0, y: 40 - height };
      for (const [name, value] of Object.entries(values)) bar.setAttribute(name, value);
      picture.setAttribute("viewBox", "0 0 10 40");
      picture.setAttribute("preserveAspectRatio", "none");
      picture.setAttribute("aria-hidden", "true");
      picture.append(bar);
      const only = request.from === String(year) && request.to === String(year);
      const button = make(
        "button",
        {
          type: "button",
          class: "year-bar",
          "aria-pressed": String(only),
          title: fill(this.words.year, { year, count: count.toLocaleString() }),
        },
        picture,
        make("span", { class: "unseen" }, fill(this.words.year, { year, count: count.toLocaleString() })),
      );
      button.addEventListener("click", () => this.change("years", only ? ["", ""] : [String(year), String(year)]));
      return button;
    });
    const ends = make(
      "p",
      { class: "year-ends small" },
      make("span", {}, String(years[0]?.[0] ?? "")),
      make("span", {}, String(years.at(-1)?.[0] ?? "")),
    );
    place.replaceChildren(make("div", { class: "bars-row" }, ...bars), ends);
  }
}

function hasChosen(facet, term, chosen) {
  const bySlug = new Map(facet.terms.map((one, at) => [one.slug, at]));
  for (const slug of chosen) {
    for (let at = facet.terms[bySlug.get(slug)]?.parent ?? -1; at >= 0; at = facet.terms[at].parent) {
      if (facet.terms[at] === term) return true;
    }
  }
  return false;
}

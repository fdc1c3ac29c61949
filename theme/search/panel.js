// The lists to narrow by: each a fieldset of boxes with live counts, wider terms holding their narrower ones.

import { fill, make } from "./dom.js";
import { Tree } from "./tree.js";
import { yearBars } from "./years.js";

const SHORT = 8;
const LONG = 200;

export class Panel {
  /**
   * @param {HTMLElement} fold the `<details>`
   * @param words the interface's words
   * @param {{build: string, facets: object[]}} terms what can be chosen
   * @param change called with (facet, slugs)
   */
  constructor(fold, words, terms, change) {
    this.fold = fold;
    this.words = words;
    this.change = change;
    this.open = new Set();
    this.long = new Set();
    this.typed = new Map();
    this.renew(terms);
  }

  /** Take the terms of another build. */
  renew(terms) {
    this.terms = terms;
    this.trees = new Map(terms.facets.map((facet) => [facet.name, new Tree(facet)]));
  }

  nameOf(facet, slug) {
    return this.trees.get(facet)?.bySlug(slug)?.name;
  }

  show({ facets, years, whole }, request) {
    for (const place of this.fold.querySelectorAll("[data-facet]")) {
      const name = place.dataset.facet;
      const tree = this.trees.get(name);
      if (tree) this.facet(place, Object.assign(tree, { counts: facets[name] }), new Set(request[name]));
      else place.hidden = true;
    }
    this.fold.querySelector("[data-whole]").textContent = whole.toLocaleString();
    const bars = this.fold.querySelector(".year-bars");
    bars.hidden = years.length < 2;
    bars.replaceChildren(...yearBars(years, request, this.words, (values) => this.change("years", values)));
  }

  facet(place, tree, chosen) {
    const focused = place.contains(document.activeElement) ? document.activeElement.id : "";
    const letters = (this.typed.get(tree.name) ?? "").toLocaleLowerCase();
    const tops = letters ? tree.named(letters, chosen) : tree.below(-1, chosen);
    place.hidden = !tops.length && !letters;
    const limit = this.long.has(tree.name) || letters ? LONG : SHORT;
    const level = (numbers) => {
      const items = numbers.map((at) => {
        const narrower = letters ? [] : tree.below(at, chosen);
        return this.item(tree, at, chosen, narrower, level, tops.length === 1 && at === tops[0]);
      });
      return make("ul", { class: "boxes" }, ...items);
    };
    const parts = [place.querySelector("legend")];
    if (tree.terms.length > SHORT) parts.push(this.finder(place, tree, chosen));
    parts.push(level(tops.slice(0, limit)));
    if (tops.length > SHORT && !letters) parts.push(this.lengthener(place, tree, chosen, tops.length));
    place.replaceChildren(...parts);
    if (focused) document.getElementById(focused)?.focus();
  }

  item(tree, at, chosen, narrower, level, only) {
    const { name, slug } = tree.terms[at];
    const id = `${tree.name}-${slug}`;
    const box = make("input", { type: "checkbox", id, name: tree.name, value: slug });
    box.checked = chosen.has(slug);
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(slug);
      else chosen.delete(slug);
      this.change(tree.name, [...chosen]);
    });
    const count = make("span", { class: "count" }, tree.counts[at].toLocaleString());
    const row = make(
      "div",
      { class: "row" },
      make("label", { class: "check", for: id }, box, make("span", {}, name), count),
    );
    if (!narrower.length) return make("li", {}, row);
    const inner = level(narrower);
    row.append(this.unfolder(id, name, inner, this.open.has(id) || only || tree.holds(at, chosen)));
    return make("li", {}, row, inner);
  }

  unfolder(id, name, inner, open) {
    inner.hidden = !open;
    const button = make("button", {
      type: "button",
      class: "unfold",
      id: `unfold-${id}`,
      "aria-expanded": String(open),
      "aria-label": fill(this.words.within, { name }),
    });
    button.addEventListener("click", () => {
      inner.hidden = !inner.hidden;
      button.setAttribute("aria-expanded", String(!inner.hidden));
      if (inner.hidden) this.open.delete(id);
      else this.open.add(id);
    });
    return button;
  }

  finder(place, tree, chosen) {
    const field = make("input", {
      type: "search",
      id: `find-${tree.name}`,
      class: "finder",
      "aria-label": `${this.words.find}: ${tree.label}`,
      placeholder: this.words.find,
    });
    field.value = this.typed.get(tree.name) ?? "";
    field.addEventListener("input", (event) => {
      event.stopPropagation();
      this.typed.set(tree.name, field.value);
      this.facet(place, tree, chosen);
      const again = document.getElementById(field.id);
      again.focus();
      again.setSelectionRange(again.value.length, again.value.length);
    });
    return field;
  }

  /** Shows all of a long list, or few of it again. */
  lengthener(place, tree, chosen, count) {
    const click = () => {
      if (!this.long.delete(tree.name)) this.long.add(tree.name);
      this.facet(place, tree, chosen);
    };
    const attributes = { type: "button", class: "quiet", id: `all-${tree.name}`, click };
    return make("button", attributes, this.long.has(tree.name) ? this.words.fewer : fill(this.words.all, { n: count }));
  }
}

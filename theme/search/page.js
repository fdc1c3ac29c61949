// The search page at work: form and address in step, answers drawn, the reader's place kept.

import { Client } from "./client.js";
import { fill, make } from "./dom.js";
import { hit, note } from "./results.js";
import { fromAddress, isEmpty, toAddress } from "./state.js";

const PAUSE = 250;

export function open(form) {
  return new Page(form);
}

class Page {
  constructor(form) {
    this.form = form;
    this.words = JSON.parse(document.getElementById("search-words").textContent);
    this.site = new URL(form.dataset.site, location.href).href;
    this.lang = form.dataset.lang;
    this.client = new Client(new URL(form.dataset.root, location.href).href);
    this.results = document.querySelector(".results");
    this.status = document.getElementById("found");
    this.facets = [...form.querySelectorAll("[data-facet]")].map((place) => place.dataset.facet);
    this.fold = form.querySelector(".narrow");
    this.request = fromAddress(location.search, this.facets);
    this.asked = 0;
    this.names = new Map();
    if (typeof DecompressionStream === "undefined") {
      this.say(this.words.old);
      return;
    }
    const typed = form.elements.q.value;
    this.listen();
    this.fillForm();
    if (this.hasLimits()) this.fold.open = true;
    if (typed.trim() && typed !== this.request.q) {
      form.elements.q.value = typed; // while this script was on its way
      this.typed();
    } else if (isEmpty(this.request, this.facets)) this.warm();
    else this.run();
  }

  warm() {
    this.client.ask("open").catch(() => {});
    if (this.fold.open) this.run();
  }

  listen() {
    let pause;
    const { form } = this;
    form.elements.q.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => this.typed(), PAUSE);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(pause);
      this.go(this.read(), true);
    });
    form.addEventListener("change", (event) => {
      if (["from", "to", "sort", "full"].includes(event.target.name)) this.go(this.read(), true);
    });
    this.fold.addEventListener("toggle", () => {
      if (this.fold.open) this.run();
    });
    this.results.querySelector(".more").addEventListener("click", () => this.more());
    for (const button of this.results.querySelectorAll("[data-download]")) {
      button.addEventListener("click", () => this.download(button));
    }
    addEventListener("popstate", () => {
      this.request = fromAddress(location.search, this.facets);
      this.fillForm();
      this.run();
    });
    history.scrollRestoration = "manual";
    addEventListener("pagehide", () => this.keepPlace());
    addEventListener("keydown", (event) => this.key(event));
  }

  /** While typing the address follows, without a step in the history for every letter. */
  typed() {
    this.go(this.read(), false);
  }

  read() {
    const { elements } = this.form;
    return {
      ...this.request,
      q: elements.q.value,
      from: /^\d{4}$/.test(elements.from.value) ? elements.from.value : "",
      to: /^\d{4}$/.test(elements.to.value) ? elements.to.value : "",
      sort: elements.sort.value,
      full: elements.full.checked,
      page: 1,
    };
  }

  narrow(name, values) {
    const change = name === "years" ? { from: values[0], to: values[1] } : { [name]: values };
    this.go({ ...this.read(), ...change }, true);
    this.fillForm();
  }

  go(request, step) {
    this.keepPlace();
    this.request = request;
    const address = location.pathname + toAddress(request, this.facets);
    if (step && address !== location.pathname + location.search) history.pushState({}, "", address);
    else history.replaceState({}, "", address);
    this.run();
  }

  keepPlace() {
    history.replaceState({ ...history.state, top: scrollY }, "");
  }

  fillForm() {
    const { elements } = this.form;
    elements.q.value = this.request.q;
    for (const name of ["from", "to", "sort"]) elements[name].value = this.request[name];
    elements.full.checked = this.request.full;
  }

  hasLimits() {
    return (
      this.facets.some((name) => this.request[name].length) || this.request.from || this.request.to || this.request.full
    );
  }

  async run() {
    const number = ++this.asked;
    const { request } = this;
    const wait = setTimeout(() => this.busy(number), 150);
    try {
      const counts = this.fold.open || this.hasLimits();
      const asking = this.client.ask("search", { request: { ...request, counts } });
      if (counts) await this.openPanel();
      const answer = await asking;
      if (number === this.asked) this.show(answer, request);
    } catch (error) {
      if (number === this.asked) this.fail(error);
    } finally {
      clearTimeout(wait);
    }
  }

  /** The lists to narrow by come when they are first wanted. */
  async openPanel() {
    if (this.panel) return;
    const { Panel } = await import("./panel.js");
    this.panel ??= new Panel(this.fold, this.words, (name, values) => this.narrow(name, values));
  }

  busy(number) {
    if (number !== this.asked) return;
    this.results.hidden = false;
    this.results.setAttribute("aria-busy", "true");
    if (!this.results.querySelector(".hit")) this.status.textContent = this.words.searching;
  }

  show(answer, request) {
    this.results.setAttribute("aria-busy", "false");
    if (answer.facets) {
      this.panel?.show(answer.facets, request);
      for (const { name, terms } of answer.facets.facets)
        this.names.set(name, new Map(terms.map((term) => [term.slug, term.name])));
    }
    this.results.hidden = !answer.active;
    if (!answer.active) {
      this.status.textContent = "";
      return;
    }
    this.status.textContent = this.headline(answer, request);
    this.chips(request);
    this.notes(answer, request);
    const list = this.results.querySelector(".hits");
    list.replaceChildren(...answer.hits.map((card) => hit(card, this)));
    const more = this.results.querySelector(".more");
    more.hidden = answer.hits.length >= answer.total;
    more.textContent = this.words.more;
    this.results.querySelector(".results-tools").hidden = answer.total === 0;
    this.restorePlace();
  }

  headline({ total }, { q }) {
    const forms = this.words.results;
    const count = fill(forms[new Intl.PluralRules(this.lang).select(total)] ?? forms.other, {
      n: total.toLocaleString(this.lang),
    });
    const query = q.trim().slice(0, 80);
    if (!total) return query ? fill(this.words.none, { query }) : this.words.nothing;
    return query ? fill(this.words.for, { count, query }) : count;
  }

  chips(request) {
    const chips = [];
    const add = (name, change) =>
      chips.push(
        make(
          "li",
          {},
          make(
            "button",
            {
              type: "button",
              class: "chip",
              "aria-label": fill(this.words.remove, { name }),
              click: () => this.lift(change),
            },
            name,
            make("span", { class: "cross", "aria-hidden": "true" }, "×"),
          ),
        ),
      );
    for (const facet of this.facets) {
      for (const slug of request[facet]) {
        add(this.names.get(facet)?.get(slug) ?? slug, { [facet]: request[facet].filter((other) => other !== slug) });
      }
    }
    if (request.from) add(fill(this.words.from, { year: request.from }), { from: "" });
    if (request.to) add(fill(this.words.to, { year: request.to }), { to: "" });
    if (request.full) add(this.words.whole, { full: false });
    const list = this.results.querySelector(".chips");
    list.hidden = !chips.length;
    list.replaceChildren(...chips);
  }

  lift(change) {
    this.go({ ...this.request, ...change, page: 1 }, true);
    this.fillForm();
    this.form.elements.q.focus({ preventScroll: true });
  }

  notes(answer, request) {
    const search = (_, word) => {
      this.form.elements.q.value = word;
      this.go(this.read(), true);
    };
    const notes = answer.notes.map((entry) =>
      note(entry, { ...this, search: (typed, word) => search(typed, corrected(request.q, entry.typed, word)) }),
    );
    if (!answer.total && answer.unfiltered && this.hasLimits()) {
      const lifted = { from: "", to: "", full: false, ...Object.fromEntries(this.facets.map((name) => [name, []])) };
      notes.unshift(
        make(
          "p",
          {},
          fill(this.words.filtered, {
            query: request.q.trim().slice(0, 80),
            n: answer.unfiltered.toLocaleString(this.lang),
          }),
          " ",
          make("button", { type: "button", class: "quiet", click: () => this.lift(lifted) }, this.words.clear),
        ),
      );
    }
    const place = this.results.querySelector(".search-notes");
    place.hidden = !notes.length;
    place.replaceChildren(...notes);
  }

  restorePlace() {
    const { top } = history.state ?? {};
    if (top === undefined || this.placed) return;
    this.placed = true;
    scrollTo({ top, behavior: "instant" });
  }

  async more() {
    const before = this.results.querySelectorAll(".hit").length;
    this.request = { ...this.request, page: this.request.page + 1 };
    history.replaceState(history.state, "", location.pathname + toAddress(this.request, this.facets));
    await this.run();
    this.results.querySelectorAll(".hit h3 a")[before]?.focus();
  }

  async download(button) {
    const format = button.dataset.download;
    const label = button.textContent;
    button.disabled = true;
    button.textContent = this.words.saving;
    try {
      const text = await this.client.ask("download", { request: this.request, format, site: this.site });
      const type = format === "csv" ? "text/csv" : "application/x-bibtex";
      const address = URL.createObjectURL(new Blob([format === "csv" ? "\ufeff" : "", text], { type }));
      make("a", { href: address, download: `search.${format}` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    } catch (error) {
      this.fail(error);
    } finally {
      button.disabled = false;
      button.textContent = label;
    }
  }

  fail(error) {
    this.say(fill(this.words.failed, { reason: [error.message, error.path].filter(Boolean).join(", ") }));
    const place = this.results.querySelector(".search-notes");
    place.hidden = false;
    place.replaceChildren(make("button", { type: "button", click: () => this.run() }, this.words.retry));
  }

  say(text) {
    this.results.hidden = false;
    this.results.setAttribute("aria-busy", "false");
    this.results.querySelector(".hits").replaceChildren();
    this.results.querySelector(".more").hidden = true;
    this.results.querySelector(".results-tools").hidden = true;
    this.status.textContent = text;
  }

  /** Down and up walk through the results, Escape goes back to the field, and there clears it. */
  key(event) {
    const field = this.form.elements.q;
    const links = [...this.results.querySelectorAll(".hit h3 a")];
    const at = links.indexOf(document.activeElement);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && at >= 0) {
      field.focus();
    } else if (event.key === "ArrowDown" && links.length && (document.activeElement === field || at >= 0)) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? field).focus();
    }
  }
}

/** The query with one word put right. */
function corrected(query, typed, word) {
  return typed && query.includes(typed) ? query.replace(typed, () => word) : word;
}

// The search page at work: form and address in step, answers drawn.

import { chips } from "./chips.js";
import { Client } from "./client.js";
import { fill, make } from "./dom.js";
import { Form } from "./form.js";
import { listenToKeys } from "./keys.js";
import { corrected, filtered, headline, note } from "./notes.js";
import { keepPlace, keepPlaces, restorePlace } from "./place.js";
import { hit } from "./results.js";
import { save } from "./saving.js";
import { fromAddress, isEmpty, toAddress } from "./state.js";

const PAUSE = 250;
const PATIENCE = 150;
const WILD = /[*~]/;
const ROOM = "(min-width: 40rem)"; // on a phone the lists would hide the results; the chips name the limits

export function open(form) {
  return new Page(form);
}

class Page {
  constructor(element) {
    this.words = JSON.parse(document.getElementById("search-words").textContent);
    this.site = new URL(element.dataset.site, location.href).href;
    this.lang = element.dataset.lang;
    this.client = new Client(new URL(element.dataset.root, location.href).href);
    this.results = document.querySelector(".results");
    this.status = document.getElementById("found");
    this.facets = [...element.querySelectorAll("[data-facet]")].map((place) => place.dataset.facet);
    this.form = new Form(element, this.facets);
    this.request = fromAddress(location.search, this.facets);
    this.asked = 0;
    if (typeof DecompressionStream === "undefined") this.say(this.words.old);
    else this.begin(this.form.field.value);
  }

  /** `typed` is what the reader wrote while this script was on its way. */
  begin(typed) {
    this.listen();
    this.form.fill(this.request);
    if (this.form.hasLimits(this.request) && matchMedia(ROOM).matches) this.form.fold.open = true;
    if (typed.trim() && typed !== this.request.q) {
      this.form.field.value = typed;
      this.go(this.form.read(this.request), false);
    } else if (!isEmpty(this.request, this.facets)) {
      this.run();
    } else {
      this.client.ask("open").catch(() => {}); // what fails now is told when it is needed
      if (this.form.fold.open) this.run();
    }
  }

  listen() {
    let pause;
    const { element, field, fold } = this.form;
    const ask = (step) => this.go(this.form.read(this.request), step);
    field.addEventListener("input", () => {
      clearTimeout(pause);
      if (WILD.test(field.value)) this.client.ask("words").catch(() => {}); // what they are held against is long
      pause = setTimeout(() => ask(false), PAUSE); // without a step in the history for every letter
    });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(pause);
      ask(true);
    });
    element.addEventListener("change", ({ target }) => {
      if (["from", "to", "sort", "full"].includes(target.name)) ask(true);
    });
    fold.addEventListener("toggle", () => {
      if (fold.open) this.run();
    });
    this.results.querySelector(".more").addEventListener("click", () => this.more());
    for (const button of this.results.querySelectorAll("[data-download]")) {
      button.addEventListener("click", () => save(button, this.client, this).catch((error) => this.fail(error)));
    }
    addEventListener("popstate", () => {
      this.request = fromAddress(location.search, this.facets);
      this.form.fill(this.request);
      this.run();
    });
    keepPlaces();
    listenToKeys(field, () => this.headlines());
  }

  headlines() {
    return [...this.results.querySelectorAll(".hit h3 a")];
  }

  /** Ask `request`, its address a step of the history or in the place of the last one. */
  go(request, step) {
    keepPlace();
    this.request = request;
    const address = location.pathname + toAddress(request, this.facets);
    if (step && address !== location.pathname + location.search) history.pushState({}, "", address);
    else history.replaceState({}, "", address);
    this.run();
  }

  async run() {
    const number = ++this.asked;
    const { request } = this;
    const wait = setTimeout(() => this.busy(number), PATIENCE);
    try {
      const counts = this.form.fold.open || this.form.hasLimits(request);
      const asking = this.client.ask("search", { request: { ...request, counts } });
      asking.catch(() => {}); // told below, after the panel's
      if (counts) await this.openPanel();
      const answer = await asking;
      if (number === this.asked) await this.show(answer, request);
    } catch (error) {
      if (number === this.asked) this.fail(error);
    } finally {
      clearTimeout(wait);
    }
  }

  /** The lists to narrow by come when they are first wanted. */
  async openPanel() {
    if (this.panel) return;
    const [{ Panel }, terms] = await Promise.all([import("./panel.js"), this.client.ask("terms")]);
    this.panel ??= new Panel(this.form.fold, this.words, terms, (name, values) => this.narrow(name, values));
  }

  narrow(name, values) {
    const change = name === "years" ? { from: values[0], to: values[1] } : { [name]: values };
    this.go({ ...this.form.read(this.request), ...change }, true);
    this.form.fill(this.request);
  }

  lift(change) {
    this.go({ ...this.request, ...change, page: 1 }, true);
    this.form.fill(this.request);
    this.form.field.focus({ preventScroll: true });
  }

  busy(number) {
    if (number !== this.asked) return;
    this.results.hidden = false;
    this.results.setAttribute("aria-busy", "true");
    if (!this.results.querySelector(".hit")) this.status.textContent = this.words.searching;
  }

  async show(answer, request) {
    if (this.panel && this.panel.terms.build !== answer.build) this.panel.renew(await this.client.ask("terms"));
    this.results.setAttribute("aria-busy", "false");
    if (answer.facets) this.panel?.show(answer.facets, request);
    this.results.hidden = !answer.active;
    this.status.textContent = answer.active ? headline(answer, request.q, this.words, this.lang) : "";
    if (!answer.active) return;
    const name = (facet, slug) => this.panel?.nameOf(facet, slug) ?? slug;
    this.fill(
      ".chips",
      chips(request, this.facets, this.words, name, (change) => this.lift(change)),
    );
    this.fill(".search-notes", this.notes(answer, request));
    this.fill(
      ".hits",
      answer.hits.map((card) => hit(card, this)),
    );
    const more = this.results.querySelector(".more");
    more.hidden = answer.hits.length >= answer.total;
    more.textContent = this.words.more;
    this.results.querySelector(".results-tools").hidden = answer.total === 0;
    restorePlace();
  }

  fill(place, elements) {
    const list = this.results.querySelector(place);
    list.hidden = !elements.length;
    list.replaceChildren(...elements);
  }

  notes({ notes, total, unfiltered }, request) {
    const search = (typed, word) => {
      this.form.field.value = corrected(request.q, typed, word);
      this.go(this.form.read(this.request), true);
    };
    const found = notes.map((entry) => note(entry, { words: this.words, site: this.site, search }));
    if (!total && unfiltered && this.form.hasLimits(request)) {
      const count = unfiltered.toLocaleString(this.lang);
      found.unshift(filtered(request.q, count, this.words, () => this.lift(this.form.withoutLimits())));
    }
    return found;
  }

  async more() {
    const before = this.headlines().length;
    this.request = { ...this.request, page: this.request.page + 1 };
    history.replaceState(history.state, "", location.pathname + toAddress(this.request, this.facets));
    await this.run();
    this.headlines()[before]?.focus();
  }

  fail(error) {
    this.say(fill(this.words.failed, { reason: [error.message, error.path].filter(Boolean).join(", ") }));
    this.fill(".search-notes", [make("button", { type: "button", click: () => this.run() }, this.words.retry)]);
  }

  say(text) {
    this.results.hidden = false;
    this.results.setAttribute("aria-busy", "false");
    this.fill(".hits", []);
    this.results.querySelector(".more").hidden = true;
    this.results.querySelector(".results-tools").hidden = true;
    this.status.textContent = text;
  }
}

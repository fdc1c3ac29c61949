// A reader's request → an answer. Runs in the worker, and in Node for the tests; knows nothing of the page.

import { makeAnalyser } from "./analyse.js";
import { Archive } from "./archive.js";
import { Depot, ParcelError } from "./depot.js";
import { matching } from "./matching.js";
import { parse } from "./reader.js";
import { byDay, byRelevance, query } from "./score.js";
import { marked, snippets } from "./snippets.js";
import { Understanding } from "./understanding.js";

export const PAGE = 10;

export class Engine {
  constructor(root, lunr, options) {
    this.depot = new Depot(root, options);
    this.lunr = lunr;
    lunr.QueryLexer.termSeparator = /\s+/;
  }

  /** Fetch what every query needs, so that the first one waits less. */
  async open() {
    const archive = await this.archive();
    await Promise.all([archive.core(), archive.lengths("text"), archive.lengths("title")]);
    return { documents: archive.documents, build: archive.manifest.build };
  }

  /** Fetch what wildcards and distances are held against: they are asked for while the reader still types. */
  words() {
    return this.withArchive(async (archive) => {
      await archive.among(() => []);
    });
  }

  archive() {
    this.opening ??= this.depot.manifest().then((manifest) => this.adopt(manifest));
    this.opening.catch(() => {
      this.opening = undefined;
    });
    return this.opening;
  }

  adopt(manifest) {
    const stem = (word) => this.lunr.stemmer(new this.lunr.Token(word)).toString();
    this.analyser = makeAnalyser(manifest.analyser, stem);
    this.narrowing = undefined;
    return new Archive(this.depot, manifest);
  }

  /** Do `work(archive)`; when a file is missing since a new build took the place of ours, begin again with that one. */
  async withArchive(work) {
    const archive = await this.archive();
    try {
      return await work(archive);
    } catch (error) {
      if (!(error instanceof ParcelError)) throw error;
      const manifest = await this.depot.manifest();
      if (manifest.build === archive.manifest.build) throw error;
      this.opening = Promise.resolve(this.adopt(manifest));
      return work(await this.opening);
    }
  }

  /** lunr's own language on lunr's own terms: `[{doc, score}]`, best first. Throws lunr's parse errors. */
  async lunrSearch(text) {
    return this.withArchive(async (archive) => {
      const typed = new this.lunr.Query(archive.fields);
      new this.lunr.QueryParser(text, typed).parse();
      const pipeline = (word) => this.analyser.analyse(word, true).map(([term]) => term);
      const [{ docs, scores }, { days }] = await Promise.all([
        query(archive, this.lunr, typed.clauses, pipeline),
        archive.core(),
      ]);
      return byRelevance(docs, scores, days).map((doc) => ({ doc, score: scores[doc] }));
    });
  }

  /** Answer a request `{q, author[], region[], topic[], from, to, full, sort, page, counts}`. */
  search(request) {
    return this.withArchive((archive) => this.answer(archive, request));
  }

  /** What a search can be narrowed by: `{build, facets}`. */
  terms() {
    return this.withArchive(async (archive) => ({
      build: archive.manifest.build,
      facets: await (await this.narrow(archive)).terms(),
    }));
  }

  /** All results of a request as the text of a file: `format` is `csv` or `bib`. */
  download(request, format, site) {
    return this.withArchive(async (archive) => {
      const { sorted } = await this.found(archive, request);
      const { downloads, rows } = await import("./download.js");
      return downloads[format](await rows(archive, await this.narrow(archive), sorted()), site);
    });
  }

  async answer(archive, request) {
    const found = await this.found(archive, request);
    const { docs, unfiltered, terms, notes, active, sets } = found;
    const page = Math.max(1, request.page || 1);
    const { shown, wrong } = await first(page * PAGE, found);
    const cards = await Promise.all(shown.map((doc) => archive.card(doc)));
    const hits = cards.map((card) => this.hit(card, terms));
    if (!docs.length && active) notes.push(...(await (await this.narrow(archive)).nearby(request)));
    return {
      build: archive.manifest.build,
      active,
      total: docs.length - wrong,
      unfiltered,
      page,
      hits,
      notes,
      facets: request.counts ? await (await this.narrow(archive)).counts(sets) : undefined,
      bytes: this.depot.fetched,
    };
  }

  hit(card, terms) {
    const { paragraphs, standfirst, bio, ...shown } = card;
    return {
      ...shown,
      title: marked(card.title, terms, this.analyser),
      snippets: snippets({ paragraphs, standfirst, bio }, terms, this.analyser),
    };
  }

  /** Documents, the first of them in the order asked for, the terms to mark, and what to tell the reader. */
  async found(archive, request) {
    const typed = parse(request.q ?? "", {
      fields: archive.fields,
      facets: archive.manifest.facets.map(({ name }) => name),
    });
    const notes = typed.cut ? [{ kind: "cut" }] : [];
    const groups = await new Understanding(archive, this.lunr, this.analyser).groups(typed.words, notes);
    const filters = narrows(request, typed) ? await (await this.narrow(archive)).filters(request, typed, notes) : [];
    const [{ days }, { docs: base, scores, terms, unread }] = await Promise.all([
      archive.core(),
      matching(archive, this.lunr, groups, this.analyser, notes),
    ]);
    const asked = Boolean((request.q ?? "").trim());
    const active = Boolean(asked || filters.length);
    const denied = typed.words.length > 0 && typed.words.every(({ not }) => not);
    const everything = typed.words.length > 0 && typed.words.every(({ text }) => /^\*+$/u.test(text));
    const unanswered = asked && !groups.length && !filters.length && !denied && !everything;
    const unfiltered = unanswered ? [] : base;
    const docs = active ? filters.reduce((left, { set }) => left.filter((doc) => set[doc]), unfiltered) : [];
    const order = request.sort || (groups.some(({ not }) => !not) ? "relevance" : "newest");
    const sorted = (most) =>
      order === "relevance" ? byRelevance(docs, scores, days, most) : byDay(docs, days, order !== "oldest");
    const sets = { base: active ? unfiltered : base, filters };
    return { docs, sorted, unread, unfiltered: unfiltered.length, terms, notes, active, sets };
  }

  /** What only narrowing needs comes when somebody narrows. */
  async narrow(archive) {
    if (this.narrowing?.archive !== archive) {
      const { Narrowing } = await import("./narrowing.js");
      this.narrowing = new Narrowing(archive, this.analyser);
    }
    return this.narrowing;
  }
}

/** The first documents of an answer; those that turn out to lack a phrase's wording are left out and counted. */
async function first(most, { sorted, unread, notes }) {
  if (!unread.length) return { shown: sorted(most).slice(0, most), wrong: 0 };
  const waiting = sorted();
  const shown = [];
  let wrong = 0;
  while (waiting.length && shown.length < most) {
    const some = waiting.splice(0, most - shown.length);
    const held = await Promise.all(
      some.map(async (doc) => (await Promise.all(unread.map((has) => has(doc)))).every(Boolean)),
    );
    shown.push(...some.filter((_, at) => held[at]));
    wrong += held.filter((has) => !has).length;
  }
  if (waiting.length) notes.push({ kind: "nearly" });
  return { shown, wrong };
}

function narrows(request, typed) {
  const { q, sort, page, counts, ...limits } = request;
  return typed.filters.length > 0 || typed.years.length > 0 || Object.values(limits).flat().some(Boolean);
}

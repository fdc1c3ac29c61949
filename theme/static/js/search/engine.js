// A reader's request → an answer. Runs in the worker, and in Node for the tests; knows nothing of the page.

import { makeAnalyser } from "./analyse.js";
import { Archive } from "./archive.js";
import { Depot, ParcelError } from "./depot.js";
import { downloads } from "./download.js";
import { expand } from "./expand.js";
import { Facet } from "./facets.js";
import { meaning } from "./meaning.js";
import { withPhrase } from "./phrases.js";
import { parse } from "./reader.js";
import { byDay, byRelevance, eachPosting, query } from "./score.js";
import { marked, snippets } from "./snippets.js";
import { suggestions } from "./spelling.js";

export const PAGE = 10;
const MOST_EXPANSIONS = 400;
const FEW = 3;

export class Engine {
  constructor(root, lunr, options) {
    this.depot = new Depot(root, options);
    this.lunr = lunr;
    lunr.QueryLexer.termSeparator = /\s+/;
  }

  /** Fetch what every query needs, so that the first one waits less. */
  async open() {
    const archive = await this.archive();
    await Promise.all([archive.core(), archive.lengths("text")]);
    return { documents: archive.documents, build: archive.manifest.build };
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
    this.facets = new Map();
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

  /** All results of a request as the text of a file: `format` is `csv` or `bib`. */
  download(request, format, site) {
    return this.withArchive(async (archive) => {
      const { docs } = await this.found(archive, request);
      return downloads[format](await Promise.all(docs.map((doc) => archive.row(doc))), site);
    });
  }

  async answer(archive, request) {
    const { docs, unfiltered, terms, notes, active, sets } = await this.found(archive, request);
    const page = Math.max(1, request.page || 1);
    const shown = docs.slice(0, page * PAGE);
    const cards = await Promise.all(shown.map((doc) => archive.card(doc)));
    const hits = cards.map((card) => this.hit(card, terms));
    if (!docs.length && active) notes.push(...(await this.nearby(archive, request)));
    return {
      build: archive.manifest.build,
      active,
      total: docs.length,
      unfiltered,
      page,
      hits,
      notes,
      facets: request.counts ? await this.counts(archive, sets) : undefined,
      bytes: this.depot.fetched,
    };
  }

  hit(card, terms) {
    const { paragraphs, standfirst, bio, ...shown } = card;
    return {
      ...shown,
      title: marked(card.title, terms, this.analyser),
      snippets: snippets({ paragraphs, standfirst }, terms, this.analyser),
    };
  }

  /** Documents in the order asked for, the terms to mark, and what to tell the reader. */
  async found(archive, request) {
    const typed = parse(request.q ?? "", {
      fields: archive.fields,
      facets: archive.manifest.facets.map(({ name }) => name),
    });
    const notes = typed.cut ? [{ kind: "cut" }] : [];
    const groups = await this.groups(archive, typed.words, notes);
    const { days, kinds } = await archive.core();
    const filters = await this.filters(archive, request, typed, days, kinds, notes);
    const matching = await this.matching(archive, groups, notes);
    const asked = Boolean((request.q ?? "").trim());
    const active = Boolean(asked || filters.length);
    const denied = typed.words.length > 0 && typed.words.every(({ not }) => not);
    const unanswered = asked && !groups.length && !filters.length && !denied;
    const base = unanswered ? [] : matching.docs;
    const docs = active ? base.filter((doc) => filters.every(({ set }) => set[doc])) : [];
    const positive = groups.some(({ not }) => !not);
    const order = request.sort || (positive ? "relevance" : "newest");
    const sorted =
      order === "relevance" ? byRelevance(docs, matching.scores, days) : byDay(docs, days, order !== "oldest");
    return {
      docs: sorted,
      unfiltered: base.length,
      terms: matching.terms,
      notes,
      active,
      sets: { base: active ? base : matching.docs, filters },
    };
  }

  /** Typed words as groups of known terms; what is not in the archive is corrected or dropped, and said. */
  async groups(archive, items, notes) {
    const read = (keepStop) => items.map((item) => meaning(item, this.analyser, keepStop));
    let meant = read(false);
    const stops = meant.flatMap(({ stops: own }) => own);
    if (!meant.some(({ groups }) => groups.length) && stops.length) {
      meant = read(true);
      notes.push({ kind: "common", words: stops });
    }
    const all = await Promise.all(
      meant.flatMap(({ groups }) => groups).map((group) => this.known(archive, group, notes)),
    );
    const groups = all.filter((group) => group);
    return groups;
  }

  async known(archive, group, notes) {
    const full = await this.expanded(archive, group, notes);
    if (full.alternatives.length) {
      await this.doubt(archive, full, notes);
      return full;
    }
    if (group.not) return undefined;
    const [best] = group.pattern || group.phrase ? [] : await suggestions(archive, group.shown, this.analyser.fold);
    const corrected =
      best && meaning({ text: best.word, field: group.fields?.[0], boost: group.boost }, this.analyser).groups[0];
    if (corrected) {
      notes.push({ kind: "replaced", word: group.shown, by: best.word });
      return this.expanded(archive, { ...corrected, must: group.must }, notes);
    }
    notes.push({ kind: "dropped", word: group.shown });
    return undefined;
  }

  /** A word that few pieces have may be a misprint of one that many have. */
  async doubt(archive, group, notes) {
    if (group.not || group.phrase || group.pattern || group.alternatives.length > 1 || group.alternatives[0].length > 1)
      return;
    const count = await this.frequency(archive, group.alternatives[0][0]);
    if (count >= FEW) return;
    const near = await suggestions(archive, group.shown, this.analyser.fold, 1);
    if (near.length && near[0].count >= 5 * count) notes.push({ kind: "mean", typed: group.shown, word: near[0].word });
  }

  async frequency(archive, term) {
    const parts = await archive.find(term);
    return Math.max(
      0,
      ...archive.fields.map((field) => {
        let count = 0;
        eachPosting({ parts }, field, (docs) => {
          count += docs.length;
        });
        return count;
      }),
    );
  }

  /** The group with only those alternatives whose every term is in the index, wildcards and distances resolved. */
  async expanded(archive, group, notes) {
    let alternatives = group.alternatives ?? [];
    if (group.pattern || group.distance) {
      const wanted = group.pattern ? [group.pattern] : alternatives.flat();
      const reached = (
        await Promise.all(
          wanted.map((term) =>
            expand(archive, this.lunr, { term, editDistance: group.pattern ? undefined : group.distance }),
          ),
        )
      ).flat();
      if (reached.length > MOST_EXPANSIONS) notes.push({ kind: "many", word: group.shown, used: MOST_EXPANSIONS });
      alternatives = reached.slice(0, MOST_EXPANSIONS).map((term) => [term]);
    }
    const parts = new Map();
    await Promise.all([...new Set(alternatives.flat())].map(async (term) => parts.set(term, await archive.find(term))));
    alternatives = alternatives.filter((terms) => terms.every((term) => parts.get(term).length));
    if (group.alternatives?.length === 2 && alternatives.length === 2) alternatives.pop();
    return { ...group, fields: group.fields ?? archive.fields, alternatives, parts };
  }

  /** All words, else any: documents, lunr's scores, terms to mark. */
  async matching(archive, groups, notes) {
    const wanted = groups.filter(({ not }) => !not);
    const weights = wanted.flatMap(({ alternatives, fields, boost }) =>
      [...new Set(alternatives.flat())].map((term) => ({
        term,
        fields,
        boost,
        presence: this.lunr.Query.presence.OPTIONAL,
      })),
    );
    const everything = () => Array.from({ length: archive.documents }, (_, doc) => doc);
    const [{ docs, scores }, sets] = await Promise.all([
      weights.length
        ? query(archive, this.lunr, weights, (term) => [term])
        : { docs: everything(), scores: new Float64Array(archive.documents) },
      Promise.all(groups.map((group) => this.set(archive, group))),
    ]);
    const excluded = sets.filter((_, at) => groups[at].not);
    const allowed = docs.filter((doc) => excluded.every((set) => !set[doc]));
    const terms = new Set(weights.map(({ term }) => term));
    const some = wanted.some(({ must }) => must);
    const required = sets.filter((_, at) => !groups[at].not && (!some || groups[at].must));
    const all = allowed.filter((doc) => required.every((set) => set[doc]));
    if (all.length || required.length < 2) return { docs: all, scores, terms };
    const phrases = sets.filter((_, at) => groups[at].phrase && !groups[at].not);
    const any = allowed.filter((doc) => sets.some((set, at) => !groups[at].not && set[doc]));
    const quoted = any.filter((doc) => phrases.every((set) => set[doc]));
    const rest = quoted.length ? quoted : any;
    if (rest.length) notes.push({ kind: "any" });
    return { docs: rest, scores, terms };
  }

  /** Marks of the documents that have a group. */
  async set(archive, { alternatives, parts, fields, phrase }) {
    if (phrase) return withPhrase(archive, phrase, fields);
    const found = new Uint8Array(archive.documents);
    for (const terms of alternatives) {
      const counts = new Uint8Array(archive.documents);
      terms.forEach((term, at) => {
        for (const field of fields) {
          eachPosting({ parts: parts.get(term) }, field, (docs) => {
            for (const doc of docs) if (counts[doc] === at) counts[doc]++;
          });
        }
      });
      for (let doc = 0; doc < found.length; doc++) if (counts[doc] === terms.length) found[doc] = 1;
    }
    return found;
  }

  /** Everything that narrows: `{facet, set}`, typed or chosen. */
  async filters(archive, request, typed, days, kinds, notes) {
    const filters = [];
    for (const { name } of archive.manifest.facets) {
      const slugs = [request[name] ?? []].flat().filter(Boolean);
      const own = typed.filters.filter(({ facet }) => facet === name);
      if (!slugs.length && !own.length) continue;
      const facet = await this.facet(archive, name);
      const chosen = slugs.flatMap((slug) => facet.named(this.wordsOf(slug.replaceAll("-", " ")), slug));
      if (slugs.length) {
        if (chosen.length) filters.push({ facet: name, set: facet.having(chosen) });
        else notes.push({ kind: "unknown", facet: facet.label, value: slugs.join(", ") });
      }
      for (const { value, not } of own) {
        const named = facet.named(this.wordsOf(value), value.toLowerCase());
        if (!named.length) notes.push({ kind: "unknown", facet: facet.label, value });
        else filters.push({ facet: not ? undefined : `${name}:typed`, set: inverted(facet.having(named), not) });
      }
    }
    const ranges = [...typed.years];
    const [from, to] = [Number(request.from) || undefined, Number(request.to) || undefined];
    if (from || to) ranges.push({ from, to, not: false });
    for (const { from: first, to: last, not } of ranges) {
      const [low, high] = [dayNumber(first ?? 1), dayNumber((last ?? 9999) + 1)];
      filters.push({
        facet: "year",
        set: inverted(
          Uint8Array.from(days, (day) => day >= low && day < high),
          not,
        ),
      });
    }
    if (request.full) filters.push({ facet: "full", set: Uint8Array.from(kinds, (kind) => 1 - (kind & 1)) });
    return filters;
  }

  wordsOf(text) {
    return this.analyser.chunks(text, true).map(({ chunk }) => this.analyser.fold(chunk));
  }

  facet(archive, name) {
    if (!this.facets.has(name)) {
      const described = archive.manifest.facets.find((one) => one.name === name);
      const loading = Promise.all([
        this.depot.json("facets", described.terms),
        Promise.all(archive.segments.map((segment) => segment.facet(name))),
      ]).then(
        ([terms, parts]) =>
          new Facet(described, terms, parts, archive.documents, { words: (text) => this.wordsOf(text) }),
      );
      loading.catch(() => this.facets.delete(name));
      this.facets.set(name, loading);
    }
    return this.facets.get(name);
  }

  /** For each facet the terms with how many results each would leave, its own choice set aside; pieces by year too. */
  async counts(archive, { base, filters }) {
    const { days, kinds } = await archive.core();
    const without = (name) => {
      const others = filters.filter(({ facet }) => facet !== name);
      return others.length ? base.filter((doc) => others.every(({ set }) => set[doc])) : base;
    };
    const facets = await Promise.all(
      archive.manifest.facets.map(async ({ name }) => {
        const facet = await this.facet(archive, name);
        const counts = facet.counts(without(name));
        return { name, label: facet.label, terms: facet.terms.map((term, at) => ({ ...term, count: counts[at] })) };
      }),
    );
    const years = new Map();
    for (const doc of without("year")) {
      const year = yearOf(days[doc]);
      if (year) years.set(year, (years.get(year) ?? 0) + 1);
    }
    let whole = 0;
    for (const doc of without("full")) whole += 1 - (kinds[doc] & 1);
    return { facets, years: [...years].sort(([a], [b]) => a - b), whole };
  }

  /** Where to go from an answer without results: terms whose names have a typed word. */
  async nearby(archive, { q }) {
    const words = this.wordsOf((q ?? "").slice(0, 200)).filter((word) => word.length > 2);
    const found = [];
    for (const { name, path } of archive.manifest.facets) {
      const facet = await this.facet(archive, name);
      for (const word of words) {
        for (const index of facet.named([word], "").slice(0, 3)) {
          found.push({ name: facet.terms[index].name, url: `${path}/${facet.terms[index].slug}/` });
        }
      }
    }
    const unique = [...new Map(found.map((hub) => [hub.url, hub])).values()].slice(0, 8);
    return unique.length ? [{ kind: "hubs", hubs: unique }] : [];
  }
}

function inverted(set, not) {
  return not ? set.map((mark) => 1 - mark) : set;
}

/** Days from 1 January of year 1, which is day 1, to 1 January of `year`. */
export function dayNumber(year) {
  const before = year - 1;
  return before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) + 1;
}

export function yearOf(day) {
  if (!day) return 0;
  let year = Math.floor(day / 365.2425) + 1;
  while (dayNumber(year) > day) year--;
  while (dayNumber(year + 1) <= day) year++;
  return year;
}

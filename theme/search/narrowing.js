// What narrows a search: terms, years, whole pieces only; and how many pieces each choice would leave.

import { Facet, Terms } from "./facets.js";

export class Narrowing {
  constructor(archive, analyser) {
    this.archive = archive;
    this.analyser = analyser;
  }

  /** Everything that narrows: `{facet, set}`, typed or chosen. */
  async filters(request, typed, notes) {
    const filters = [];
    const { days, kinds } = await this.archive.core();
    for (const { name } of this.archive.manifest.facets) {
      const slugs = [request[name] ?? []].flat().filter(Boolean);
      const own = typed.filters.filter(({ facet }) => facet === name);
      if (!slugs.length && !own.length) continue;
      const [terms, facet] = await Promise.all([this.named(name), this.facet(name)]);
      const chosen = slugs.flatMap((slug) => terms.named(this.wordsOf(slug.replaceAll("-", " ")), slug));
      if (slugs.length) {
        if (chosen.length) filters.push({ facet: name, set: facet.having(chosen) });
        else notes.push({ kind: "unknown", facet: terms.label, value: slugs.join(", ") });
      }
      for (const { value, not } of own) {
        const named = terms.named(this.wordsOf(value), value.toLowerCase());
        if (!named.length) notes.push({ kind: "unknown", facet: terms.label, value });
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

  /** A facet's terms: enough to know a name. */
  named(name) {
    return this.archive.once(`terms ${name}`, async () => {
      const described = this.archive.manifest.facets.find((one) => one.name === name);
      const rows = await this.archive.depot.json("facets", described.terms);
      return new Terms(described, rows, (text) => this.wordsOf(text));
    });
  }

  facet(name) {
    return this.archive.once(`facet ${name}`, async () => {
      const [{ list }, parts] = await Promise.all([
        this.named(name),
        Promise.all(this.archive.segments.map((segment) => segment.facet(name))),
      ]);
      return new Facet(list, parts, this.archive.documents);
    });
  }

  /** What can be chosen: every facet's terms, wider ones by their number in the list. */
  async terms() {
    const facets = await Promise.all(this.archive.manifest.facets.map(({ name }) => this.named(name)));
    return facets.map(({ name, label, list }) => ({ name, label, terms: list }));
  }

  /**
   * How many results each choice would leave, its own facet's choices set aside: for each facet a number a term; pieces
   * by year; whole pieces.
   */
  async counts({ base, filters }) {
    const { kinds } = await this.archive.core();
    const all = Uint32Array.from(base);
    const everything = narrowed(all, filters);
    const without = (name) =>
      filters.some(({ facet }) => facet === name)
        ? narrowed(
            all,
            filters.filter(({ facet }) => facet !== name),
          )
        : everything;
    const facets = Object.fromEntries(
      await Promise.all(
        this.archive.manifest.facets.map(async ({ name }) => [name, (await this.facet(name)).counts(without(name))]),
      ),
    );
    let whole = 0;
    for (const doc of without("full")) whole += 1 - (kinds[doc] & 1);
    return { facets, years: await this.years(without("year")), whole };
  }

  /** `[[year, pieces]]` of dated documents, oldest first. */
  async years(docs) {
    this.yearByDoc ??= Uint16Array.from((await this.archive.core()).days, yearOf);
    const counts = new Uint32Array(10_000);
    for (const doc of docs) counts[this.yearByDoc[doc]]++;
    return Array.from(counts, (count, year) => [year, count]).filter(([year, count]) => year && count);
  }

  /** Where to go from an answer without results: terms whose names have a typed word, else where all of them are. */
  async nearby({ q }) {
    const words = this.wordsOf((q ?? "").slice(0, 200)).filter((word) => word.length > 2);
    const found = [];
    const facets = this.archive.manifest.facets;
    const read = await Promise.all(facets.map(({ name }) => this.named(name)));
    for (const [at, { path }] of facets.entries()) {
      for (const word of words) {
        for (const index of read[at].named([word], "").slice(0, 3)) {
          const { name, slug } = read[at].list[index];
          found.push({ name, url: `${path}/${slug}/` });
        }
      }
    }
    const unique = [...new Map(found.map((hub) => [hub.url, hub])).values()].slice(0, 8);
    const indexes = facets.map(({ label, path }) => ({ name: label, url: `${path}/` }));
    return [{ kind: "hubs", hubs: unique.length ? unique : indexes }];
  }
}

/** The documents that pass every filter. */
function narrowed(docs, filters) {
  return filters.reduce((left, { set }) => left.filter((doc) => set[doc]), docs);
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

// Narrowing by author, region, topic: exact sets and live counts; a piece about a country counts in its areas too.

/** A facet's terms, known by their names. */
export class Terms {
  /** @param rows the archive's `[code, name, slug, parent]` @param words a name → its folded words */
  constructor({ name, label }, rows, words) {
    this.name = name;
    this.label = label;
    this.list = rows.map(([code, title, slug, parent]) => ({ code, name: title, slug, parent }));
    this.folded = this.list.map((term) => words(term.name));
    this.bySlug = new Map(this.list.map((term, index) => [term.slug, index]));
  }

  /** Terms that a typed name means: that very name or slug, else all whose words begin as the typed ones do. */
  named(words, slug) {
    if (this.bySlug.has(slug)) return [this.bySlug.get(slug)];
    if (!words.length) return [];
    const exact = this.indexes((own) => own.join(" ") === words.join(" "));
    return exact.length
      ? exact
      : this.indexes((own) => words.every((word) => own.some((name) => name.startsWith(word))));
  }

  indexes(test) {
    return this.folded.flatMap((own, index) => (test(own) ? [index] : []));
  }
}

/** Which documents have which of the terms. */
export class Facet {
  /** @param {{code: string, parent: number}[]} terms @param parts one column a segment */
  constructor(terms, parts, documents) {
    this.terms = terms;
    this.starts = new Uint32Array(documents + 1);
    this.values = this.read(parts);
  }

  /** Each document's terms with all wider ones, every one once. */
  read(parts) {
    const byCode = new Map(this.terms.map((term, index) => [term.code, index]));
    const lines = this.terms.map((_, index) => this.line(index));
    const lastWith = new Int32Array(this.terms.length).fill(-1);
    const wide = [];
    let doc = 0;
    for (const { codes, starts, values } of parts) {
      const own = codes.map((code) => lines[byCode.get(code)] ?? []);
      for (let local = 0; local + 1 < starts.length; local++) {
        for (let at = starts[local]; at < starts[local + 1]; at++) {
          for (const term of own[values[at]]) {
            if (lastWith[term] === doc) continue;
            lastWith[term] = doc;
            wide.push(term);
          }
        }
        this.starts[++doc] = wide.length;
      }
    }
    return Uint32Array.from(wide);
  }

  /** A term and all wider ones. */
  line(index) {
    const line = [];
    for (let at = index; at >= 0 && !line.includes(at); at = this.terms[at].parent) line.push(at);
    return line;
  }

  /** Marks of the documents that have one of `chosen`. */
  having(chosen) {
    const wanted = new Uint8Array(this.terms.length);
    for (const index of chosen) wanted[index] = 1;
    const { starts, values } = this;
    const marks = new Uint8Array(starts.length - 1);
    for (let doc = 0; doc < marks.length; doc++) {
      for (let at = starts[doc]; at < starts[doc + 1]; at++) marks[doc] |= wanted[values[at]];
    }
    return marks;
  }

  /** A document's terms. */
  of(doc) {
    return Array.from(this.values.subarray(this.starts[doc], this.starts[doc + 1]), (index) => this.terms[index]);
  }

  /** How many of the documents have each term. */
  counts(docs) {
    const { starts, values } = this;
    const counts = new Uint32Array(this.terms.length);
    for (const doc of docs) for (let at = starts[doc]; at < starts[doc + 1]; at++) counts[values[at]]++;
    return counts;
  }
}

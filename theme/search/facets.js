// Narrowing by author, region, topic: exact sets and live counts; a piece about a country counts in its areas too.

export class Facet {
  /** @param terms the archive's `[code, name, slug, parent]` @param parts one column a segment @param fold */
  constructor({ name, label }, terms, parts, documents, fold) {
    this.name = name;
    this.label = label;
    this.terms = terms.map(([code, title, slug, parent]) => ({ code, name: title, slug, parent }));
    this.folded = this.terms.map((term) => fold.words(term.name));
    this.bySlug = new Map(this.terms.map((term, index) => [term.slug, index]));
    this.starts = new Uint32Array(documents + 1);
    this.values = [];
    const byCode = new Map(this.terms.map((term, index) => [term.code, index]));
    const lines = this.terms.map((_, index) => this.line(index));
    let doc = 0;
    for (const { codes, starts, values } of parts) {
      const own = codes.map((code) => lines[byCode.get(code)] ?? []);
      for (let local = 0; local + 1 < starts.length; local++) {
        const wide = new Set();
        for (let at = starts[local]; at < starts[local + 1]; at++) for (const term of own[values[at]]) wide.add(term);
        this.values.push(...wide);
        this.starts[++doc] = this.values.length;
      }
    }
    this.values = Uint32Array.from(this.values);
  }

  /** A term and all wider ones. */
  line(index) {
    const line = [];
    for (let at = index; at >= 0 && !line.includes(at); at = this.terms[at].parent) line.push(at);
    return line;
  }

  /** Marks of the documents that have one of `chosen`. */
  having(chosen) {
    const wanted = new Set(chosen);
    const marks = new Uint8Array(this.starts.length - 1);
    for (let doc = 0; doc < marks.length; doc++) {
      for (let at = this.starts[doc]; at < this.starts[doc + 1]; at++) {
        if (wanted.has(this.values[at])) {
          marks[doc] = 1;
          break;
        }
      }
    }
    return marks;
  }

  /** A document's terms. */
  of(doc) {
    return Array.from(this.values.subarray(this.starts[doc], this.starts[doc + 1]), (index) => this.terms[index]);
  }

  /** How many of the documents have each term. */
  counts(docs) {
    const counts = new Uint32Array(this.terms.length);
    for (const doc of docs) for (let at = this.starts[doc]; at < this.starts[doc + 1]; at++) counts[this.values[at]]++;
    return counts;
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

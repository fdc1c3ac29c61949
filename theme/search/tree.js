// One facet's terms as a tree, with the counts of the last answer.

export class Tree {
  /** @param {{name: string, label: string, terms: {name: string, slug: string, parent: number}[]}} facet */
  constructor({ name, label, terms }) {
    this.name = name;
    this.label = label;
    this.terms = terms;
    this.counts = [];
    this.numbers = new Map(terms.map(({ slug }, at) => [slug, at]));
    this.children = new Map();
    terms.forEach(({ parent }, at) => {
      if (!this.children.has(parent)) this.children.set(parent, []);
      this.children.get(parent).push(at);
    });
  }

  bySlug(slug) {
    return this.terms[this.numbers.get(slug)];
  }

  /** Numbers of the terms below `parent` (-1: the tops) that have pieces or are chosen, those with most pieces first. */
  below(parent, chosen) {
    return this.sorted(this.children.get(parent) ?? [], chosen);
  }

  /** Numbers of all such terms whose names have `letters`. */
  named(letters, chosen) {
    const having = (_, at) => this.terms[at].name.toLocaleLowerCase().includes(letters);
    return this.sorted([...this.terms.keys()].filter(having), chosen);
  }

  sorted(numbers, chosen) {
    const { counts, terms } = this;
    return numbers
      .filter((at) => counts[at] > 0 || chosen.has(terms[at].slug))
      .sort((a, b) => counts[b] - counts[a] || (terms[a].name < terms[b].name ? -1 : 1));
  }

  /** Whether a chosen term stands somewhere below this one. */
  holds(number, chosen) {
    return [...chosen].some((slug) => {
      let at = this.bySlug(slug)?.parent ?? -1;
      while (at >= 0 && at !== number) at = this.terms[at].parent;
      return at === number && at >= 0;
    });
  }
}

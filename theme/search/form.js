// The search form and the request that it stands for.

const YEAR = /^\d{4}$/;

export class Form {
  /** @param {HTMLFormElement} element @param {string[]} facets the names of the ways to narrow */
  constructor(element, facets) {
    this.element = element;
    this.facets = facets;
    this.fold = element.querySelector(".narrow");
  }

  get field() {
    return this.element.elements.q;
  }

  /** `request` with what the form's own fields say, from its first page. */
  read(request) {
    const { q, from, to, sort, full } = this.element.elements;
    return {
      ...request,
      q: q.value,
      from: YEAR.test(from.value) ? from.value : "",
      to: YEAR.test(to.value) ? to.value : "",
      sort: sort.value,
      full: full.checked,
      page: 1,
    };
  }

  fill(request) {
    const { elements } = this.element;
    elements.q.value = request.q;
    for (const name of ["from", "to", "sort"]) elements[name].value = request[name];
    elements.full.checked = request.full;
  }

  hasLimits(request) {
    return Boolean(this.facets.some((name) => request[name].length) || request.from || request.to || request.full);
  }

  /** The change that lifts every limit. */
  withoutLimits() {
    return { from: "", to: "", full: false, ...Object.fromEntries(this.facets.map((name) => [name, []])) };
  }
}

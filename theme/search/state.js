// The request as it stands in the address and in the form: always the same, so that Back and links work.

const LISTS = ["author", "region", "topic"];

export function fromAddress(search, facets = LISTS) {
  const given = new URLSearchParams(search);
  const year = (name) => (/^\d{4}$/.test(given.get(name) ?? "") ? given.get(name) : "");
  const sort = given.get("sort");
  const request = {
    q: given.get("q") ?? "",
    from: year("from"),
    to: year("to"),
    full: given.get("full") === "1",
    sort: ["newest", "oldest"].includes(sort) ? sort : "",
    page: Math.min(100, Math.max(1, Number.parseInt(given.get("page"), 10) || 1)),
  };
  for (const facet of facets) request[facet] = [...new Set(given.getAll(facet).filter((value) => value.trim()))];
  return request;
}

export function toAddress(request, facets = LISTS) {
  const given = new URLSearchParams();
  if (request.q.trim()) given.set("q", request.q.trim());
  for (const facet of facets) for (const slug of request[facet]) given.append(facet, slug);
  for (const name of ["from", "to", "sort"]) if (request[name]) given.set(name, request[name]);
  if (request.full) given.set("full", "1");
  if (request.page > 1) given.set("page", request.page);
  const text = given.toString();
  return text ? `?${text}` : "";
}

export function isEmpty(request, facets = LISTS) {
  return !toAddress({ ...request, page: 1, sort: "" }, facets);
}

// Results as files. A row is `{slug, title, authors, day, outlet, original, kind}`.

const DAYS_TO_1970 = 719163;

/** The rows of some documents, put together from blocks and columns. */
export async function rows(archive, narrowing, docs) {
  const { days, kinds } = await archive.core();
  const authors = archive.manifest.facets.some(({ name }) => name === "author") && (await narrowing.facet("author"));
  return Promise.all(
    docs.map(async (doc) => ({
      ...(await archive.row(doc)),
      authors: authors ? authors.of(doc).map(({ name }) => name) : [],
      day: days[doc] ? new Date((days[doc] - DAYS_TO_1970) * 86_400_000).toISOString().slice(0, 10) : "",
      kind: kinds[doc] & 1 ? "excerpt" : "article",
    })),
  );
}

export const downloads = { csv, bib };

function csv(found, site) {
  const head = ["title", "authors", "date", "outlet", "kind", "address", "original"];
  const lines = found.map(({ slug, title, authors, day, outlet, original, kind }) =>
    [title, authors.join("; "), day, outlet, kind, `${site}articles/${slug}/`, original].map(cell).join(","),
  );
  return `${[head.join(","), ...lines].join("\r\n")}\r\n`;
}

/** Quoted where needed; a cell that a spreadsheet would run as a formula is given an apostrophe. */
function cell(value) {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function bib(found, site) {
  return found
    .map(({ slug, title, authors, day, outlet }) => {
      const fields = {
        title: `{${tex(title)}}`,
        author: authors.map((name) => `{${tex(name)}}`).join(" and "),
        date: day,
        journaltitle: tex(outlet),
        url: `${site}articles/${slug}/`,
      };
      const lines = Object.entries(fields)
        .filter(([, value]) => value)
        .map(([key, value]) => `  ${key} = {${value}},`);
      return `@article{${slug},\n${lines.join("\n")}\n}\n`;
    })
    .join("\n");
}

const SPECIAL = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

function tex(text) {
  return text.replace(/[\\{}~^]/g, (sign) => SPECIAL[sign]).replace(/[&%$#_]/g, "\\$&");
}

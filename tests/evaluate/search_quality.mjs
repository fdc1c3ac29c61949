// Queries to our engine and to plain lunr: `{queries, documents}` in, `{ours, lunr}` out, ten slugs for each query.

import { readFile } from "node:fs/promises";
import { localEngine } from "../search/node/local.mjs";

const [folder, scripts] = process.argv.slice(2);
const { queries, documents } = JSON.parse(await readFile("/dev/stdin", "utf8"));
const { engine, lunr } = await localEngine(folder, scripts);
const index = lunr(function () {
  this.field("title", { boost: 8 });
  this.field("byline", { boost: 4 });
  this.field("text");
  for (const document of documents) this.add(document);
});

const ours = [];
const plain = [];
for (const q of queries) {
  ours.push((await engine.search({ q })).hits.map(({ slug }) => slug));
  try {
    plain.push(
      index
        .search(q)
        .slice(0, 10)
        .map(({ ref }) => ref),
    );
  } catch {
    plain.push([]);
  }
}
console.log(JSON.stringify({ ours, lunr: plain }));

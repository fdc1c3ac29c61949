// The same queries to the shards and to one whole lunr index over the same analyser, built and asked by lunr.js itself.
//
// Arguments: folder of the index, lunr.min.js, the page's scripts. In: `{documents, queries}` as JSON, the documents in
// the archive's order as `{field: [text, …]}`. Out: a list of differences.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { localEngine } from "./local.mjs";

const [folder, , scripts] = process.argv.slice(2);
const { makeAnalyser } = await import(pathToFileURL(`${scripts}/analyse.js`).href);
const { documents, queries } = JSON.parse(await readFile("/dev/stdin", "utf8"));
const { engine, lunr } = await localEngine(folder, scripts);
const { manifest } = await engine.archive();
const analyser = makeAnalyser(manifest.analyser, (word) => lunr.stemmer(new lunr.Token(word)).toString());

const index = whole(lunr);
const differences = [];
for (const text of queries) {
  let expected;
  try {
    expected = index.search(text).map(({ ref, score }) => [Number(ref.slice(1)), score]);
  } catch (error) {
    expected = error.name;
  }
  let found;
  try {
    found = (await engine.lunrSearch(text)).map(({ doc, score }) => [doc, score]);
  } catch (error) {
    found = error.name;
  }
  const problem = compare(expected, found);
  if (problem) differences.push({ text, problem });
}
console.log(JSON.stringify({ asked: queries.length, differences }));

function whole(library) {
  const builder = new library.Builder();
  for (const [name, boost] of manifest.fields) builder.field(name, { boost });
  const tokens = (text, keepStop) => analyser.analyse(text, keepStop).map(([term]) => new library.Token(term));
  builder.tokenizer = (texts) => texts.flatMap((text) => tokens(text, false));
  const search = (token) => tokens(token.toString(), true);
  library.Pipeline.registerFunction(search, "archive");
  builder.searchPipeline.add(search);
  documents.forEach((document, number) => {
    builder.add({ id: `d${number}`, ...document });
  });
  return builder.build();
}

/** Same documents, scores within 1e-9, and ours ordered by score. */
function compare(expected, found) {
  if (typeof expected === "string" || typeof found === "string") {
    return expected === found ? "" : `${expected} / ${found}`;
  }
  const scores = new Map(expected);
  if (expected.length !== found.length) return `${expected.length} documents, ${found.length} found`;
  for (const [doc, score] of found) {
    if (!scores.has(doc)) return `document ${doc} is not lunr's`;
    if (Math.abs(scores.get(doc) - score) > 1e-9) return `document ${doc}: ${scores.get(doc)} / ${score}`;
  }
  for (let at = 1; at < found.length; at++) {
    const [before, after] = [found[at - 1], found[at]];
    if (after[1] > before[1] + 1e-9) return `document ${after[0]} stands too low`;
  }
  for (let at = 0; at < found.length; at++) {
    if (Math.abs(expected[at][1] - found[at][1]) > 1e-9) return `rank ${at}: ${expected[at]} / ${found[at]}`;
  }
  return "";
}

// The page's scripts in Node, asked line by line: `{work, …}` in, an answer or `{error}` out, each as JSON.
//
// Arguments: folder of the index, the page's scripts. `lunr` builds one whole lunr index over the same analyser with
// lunr's own builder and answers with both; its documents come first, by `documents`.

import { pathToFileURL } from "node:url";
import { createInterface } from "node:readline";
import { localEngine } from "./local.mjs";

const [folder, scripts] = process.argv.slice(2);
const { edits } = await import(pathToFileURL(`${scripts}/spelling.js`).href);
const { accepted, fits } = await import(pathToFileURL(`${scripts}/expand.js`).href);
const { engine, lunr, requests, disk, place } = await localEngine(folder, scripts);
let whole;

const works = {
  analyse: async ({ text }) => {
    await engine.archive();
    return engine.analyser.analyse(text);
  },
  stems: ({ words }) => words.map((word) => lunr.stemmer(new lunr.Token(word)).toString()),
  search: async ({ request }) => {
    const start = performance.now();
    const answer = await engine.search(request);
    return { ...answer, milliseconds: performance.now() - start };
  },
  words: () => engine.words(),
  terms: () => engine.terms(),
  download: ({ request, format, site }) => engine.download(request, format, site),
  fits: ({ pattern, terms }) => ({
    found: terms.filter((term) => fits(pattern.split(/\*+/), term)),
    expected: accepted(lunr.TokenSet.fromString(pattern), terms),
  }),
  edits: ({ one, other, most }) => edits(one, other, most),
  requests: () => requests.splice(0),
  disk: ({ path, bytes }) => {
    disk.set(path, bytes === null ? null : Buffer.from(bytes, "base64"));
    return true;
  },
  publish: ({ folder: fresh }) => {
    place.folder = fresh;
    return true;
  },
  documents: async ({ documents }) => {
    whole = await wholeIndex(documents);
    return documents.length;
  },
  lunr: async ({ text }) => ({
    expected: await caught(() => expectedOf(text)),
    found: await caught(() => foundOf(text)),
  }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  const answer = await Promise.resolve()
    .then(() => works[asked.work](asked))
    .catch((error) => ({ error: error.message, name: error.name, path: error.path ?? "" }));
  process.stdout.write(`${JSON.stringify(answer ?? null, plain)}\n`);
}

/** Typed arrays as lists, which is what they are once posted to another thread and read. */
function plain(_, value) {
  return ArrayBuffer.isView(value) ? Array.from(value) : value;
}

async function wholeIndex(documents) {
  const { manifest } = await engine.archive();
  const builder = new lunr.Builder();
  for (const [name, boost] of manifest.fields) builder.field(name, { boost });
  const tokens = (text, keepStop) => engine.analyser.analyse(text, keepStop).map(([term]) => new lunr.Token(term));
  builder.tokenizer = (texts) => texts.flatMap((text) => tokens(text, false));
  const search = (token) => tokens(token.toString(), true);
  search.label = "archive";
  lunr.Pipeline.registeredFunctions.archive = search;
  builder.searchPipeline.add(search);
  documents.forEach((document, number) => {
    builder.add({ id: `d${number}`, ...document });
  });
  return builder.build();
}

function expectedOf(text) {
  return whole.search(text).map(({ ref, score }) => [Number(ref.slice(1)), score]);
}

async function foundOf(text) {
  return (await engine.lunrSearch(text)).map(({ doc, score }) => [doc, score]);
}

async function caught(work) {
  try {
    return await work();
  } catch (error) {
    return error instanceof lunr.QueryParseError ? "QueryParseError" : `${error.name}: ${error.message}`;
  }
}

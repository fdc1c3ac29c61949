// The thread that searches. First message: where the index and lunr lie; every other: `{id, work, ...}`.

import { Engine } from "./engine.js";

let engine;

async function start({ root }) {
  const { default: lunr } = await import(new URL("lunr.js", root).href);
  return new Engine(root, lunr);
}

const works = {
  open: (ready) => ready.open(),
  words: (ready) => ready.words(),
  terms: (ready) => ready.terms(),
  search: (ready, { request }) => ready.search(request),
  download: (ready, { request, format, site }) => ready.download(request, format, site),
};

self.onmessage = async ({ data }) => {
  try {
    engine ??= start(data).catch((error) => {
      engine = undefined;
      throw error;
    });
    self.postMessage({ id: data.id, answer: await works[data.work](await engine, data) });
  } catch (error) {
    self.postMessage({ id: data.id, error: { message: error.message, path: error.path ?? "" } });
  }
};

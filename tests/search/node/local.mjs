// The page's engine over an index in a folder instead of a server.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

export async function localEngine(folder, scripts, options = {}) {
  const { Engine } = await import(pathToFileURL(`${scripts}/engine.js`).href);
  const { default: lunr } = await import(pathToFileURL(`${folder}/lunr.mjs`).href);
  const requests = [];
  const load = async (path) => {
    requests.push(path);
    try {
      return new Response(await readFile(`${folder}/${path}`));
    } catch {
      return new Response("", { status: 404 });
    }
  };
  return { engine: new Engine("", lunr, { load, wait: async () => {}, ...options }), lunr, requests };
}

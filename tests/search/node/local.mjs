// The page's engine over an index in a folder instead of a server. `disk` overrides files
// (bytes, or null for a gap); changing `place.folder` publishes another build.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

export async function localEngine(folder, scripts) {
  const { Engine } = await import(pathToFileURL(`${scripts}/engine.js`).href);
  const module = await readFile(`${folder}/lunr.js`);
  const { default: lunr } = await import(`data:text/javascript;base64,${module.toString("base64")}`);
  const requests = [];
  const disk = new Map();
  const place = { folder };
  const load = async (path) => {
    requests.push(path);
    if (disk.get(path) === null) return new Response("", { status: 404 });
    try {
      return new Response(disk.get(path) ?? (await readFile(`${place.folder}/${path}`)));
    } catch {
      return new Response("", { status: 404 });
    }
  };
  return { engine: new Engine("", lunr, { load, wait: async () => {} }), lunr, requests, disk, place };
}

// Files of the index: fetched once, unpacked, and checked against the name that their content gave them.

import { Kept } from "./kept.js";

/** A file that did not come, or is not what its name says. `path` is the file, `gone` whether the server lacks it. */
export class ParcelError extends Error {
  constructor(message, path, gone = false) {
    super(message);
    this.name = "ParcelError";
    this.path = path;
    this.gone = gone;
  }
}

const NAMES = /\(.*?\)|.{8}/g;

/** The one layout that these scripts read: `oped.search.build.FORMAT`. */
const FORMAT = 4;

export class Depot {
  /** @param {string} root address of the folder `search/`, with its slash */
  constructor(
    root,
    { load = (...asked) => fetch(...asked), wait = (ms) => new Promise((done) => setTimeout(done, ms)) } = {},
  ) {
    this.root = root;
    this.load = load;
    this.wait = wait;
    this.parcels = new Kept();
    this.fetched = 0;
  }

  /** The manifest, always asked for anew. */
  async manifest() {
    const bytes = await this.read("manifest.bin", { cache: "no-cache" });
    let manifest;
    try {
      manifest = JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      throw new ParcelError("the list of the index cannot be read", "manifest.bin");
    }
    if (manifest?.format !== FORMAT || !Array.isArray(manifest.segments)) {
      throw new ParcelError("the index is of another version than this page", "manifest.bin");
    }
    return manifest;
  }

  /** One file of a kind by its name, as bytes. Kept, unless it failed. Small content stands in the name's place. */
  parcel(kind, name) {
    if (name[0] === "(") return within(name);
    const path = `${kind}/${name}.bin`;
    return this.parcels.once(path, () => this.checked(path, name));
  }

  async json(kind, name) {
    return JSON.parse(new TextDecoder().decode(await this.parcel(kind, name)));
  }

  async checked(path, name) {
    const bytes = await this.read(path, {});
    if (globalThis.crypto?.subtle) {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      const found = btoa(String.fromCharCode(...digest.subarray(0, 6)))
        .replaceAll("+", "-")
        .replaceAll("/", "_");
      if (found !== name) throw new ParcelError("a search file holds something else than it should", path);
    }
    return bytes;
  }

  /** A slow line is asked three times; an answer of the server is final. */
  async read(path, options) {
    let response;
    for (let attempt = 0; ; attempt++) {
      try {
        response = await this.load(this.root + path, options);
        if (response.status < 500) break;
      } catch {
        response = undefined;
      }
      if (attempt === 2) {
        throw new ParcelError(response ? `the server answered ${response.status}` : "the network did not answer", path);
      }
      await this.wait(200 * 3 ** attempt);
    }
    if (!response.ok) throw new ParcelError(`the server answered ${response.status}`, path, true);
    try {
      return await unpack(new Uint8Array(await response.arrayBuffer()), (size) => {
        this.fetched += size;
      });
    } catch {
      throw new ParcelError("a search file arrived damaged", path);
    }
  }
}

/** Some hosts unpack on the way: what does not begin as gzip is taken as it is. */
async function unpack(data, count) {
  count(data.length);
  if (data[0] !== 0x1f || data[1] !== 0x8b) return data;
  const stream = new DecompressionStream("gzip"); // fed by hand: a blob's stream takes longer than a small file
  const writer = stream.writable.getWriter();
  const [bytes] = await Promise.all([new Response(stream.readable).arrayBuffer(), writer.write(data), writer.close()]);
  return new Uint8Array(bytes);
}

/** Split the names, and what stands in the place of one, that the manifest writes without a divider. */
export function names(joined) {
  return joined.match(NAMES) ?? [];
}

function within(name) {
  return Uint8Array.from(atob(name.slice(1, -1)), (character) => character.charCodeAt(0));
}

/** Eight bytes of name from six bytes of a directory. */
export function nameFrom(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}

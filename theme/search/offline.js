// The service worker: keeps the pages that were read and the search files that came, for trains and planes.
//
// Pages, scripts and the index's list are asked of the network first, so that nobody reads yesterday's page while there
// is a line. Files of the index that carry their content's name never change: what is kept needs no asking.

const BUILD = "BUILD"; // the index's name, put here by the build: a new one makes this a new worker
const SEARCH = `search ${BUILD}`;
const PAGES = "pages";
const MOST_PAGES = 300;
const ROOT = new URL("./", self.location.href);

/** A file without a date of expiry counts as fresh to browsers for a tenth of its age: the host is asked all the same. */
const ASKED = { cache: "no-cache" };

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(clear().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const kind = event.request.method === "GET" && kindOf(event.request.url, event.request.mode === "navigate");
  if (kind === "named") event.respondWith(keptFirst(event.request));
  else if (kind) event.respondWith(networkFirst(event, kind === "page" ? PAGES : SEARCH));
});

/** A page that was open before this worker was names itself and what it had loaded. */
self.addEventListener("message", (event) => {
  const keep = async (address, at) => {
    const kind = kindOf(address, at === 0);
    if (kind) await put(kind === "page" ? PAGES : SEARCH, address, await fetch(address));
  };
  event.waitUntil(Promise.allSettled(event.data.map(keep)));
});

/** `named` (by content), `page`, `part` (script, style, list of the index), or undefined for what is not kept. */
function kindOf(address, page) {
  const url = new URL(address);
  if (url.origin !== ROOT.origin || !url.pathname.startsWith(ROOT.pathname)) return undefined;
  const path = url.pathname.slice(ROOT.pathname.length);
  if (/^search\/[a-z]+\/[\w-]{8}\.bin$/.test(path)) return "named";
  if (page) return "page";
  return /^(?:theme|search)\/.+/.test(path) ? "part" : undefined;
}

async function keptFirst(request) {
  return (await caches.match(request.url)) ?? put(SEARCH, request.url, await fetch(request));
}

async function networkFirst(event, cache) {
  try {
    const response = await fetch(event.request, ASKED);
    event.waitUntil(put(cache, event.request.url, response.clone()));
    return response;
  } catch (error) {
    const kept = await caches.match(plain(event.request.url));
    if (kept) return kept;
    throw error;
  }
}

/** Keep a whole answer and return it. A redirected one is not kept: browsers refuse it for a page. */
async function put(cache, address, response) {
  if (response.status !== 200 || response.redirected) return response;
  const store = await caches.open(cache);
  await store.put(plain(address), response.clone());
  if (cache === PAGES) await trim(store);
  return response;
}

/** Without the query: one search page answers every search. */
function plain(address) {
  const url = new URL(address);
  url.search = "";
  url.hash = "";
  return url.href;
}

async function trim(store) {
  const kept = await store.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST_PAGES)).map((request) => store.delete(request)));
}

/** Search files of other builds go; pages that were read stay. */
async function clear() {
  const others = (await caches.keys()).filter((name) => name.startsWith("search ") && name !== SEARCH);
  await Promise.all(others.map((name) => caches.delete(name)));
}

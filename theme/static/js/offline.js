// Starts the service worker (setting OFFLINE), and lets it keep the page that was open before it was.

const open = !navigator.serviceWorker?.controller;
await navigator.serviceWorker?.register(new URL("../../offline.js", import.meta.url));
const ready = open && (await navigator.serviceWorker?.ready);
if (ready) {
  const parts = performance.getEntriesByType("resource").map(({ name }) => name);
  ready.active.postMessage([location.href, ...parts]);
}

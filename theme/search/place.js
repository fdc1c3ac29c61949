// How far the reader had scrolled: kept in the history's entry, restored once its results stand.

let restored = false;

export function keepPlaces() {
  history.scrollRestoration = "manual";
  addEventListener("pagehide", keepPlace);
}

export function keepPlace() {
  history.replaceState({ ...history.state, top: scrollY }, "");
}

export function restorePlace() {
  const { top } = history.state ?? {};
  if (top === undefined || restored) return;
  restored = true;
  scrollTo({ top, behavior: "instant" });
}

// Down and up walk through the results, Escape goes back to the field.

/** @param {HTMLElement} field @param {() => HTMLElement[]} links the results' headlines */
export function listenToKeys(field, links) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape" && at >= 0) {
      field.focus();
    } else if (event.key === "ArrowDown" && all.length && (document.activeElement === field || at >= 0)) {
      event.preventDefault();
      all[Math.min(at + 1, all.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (all[at - 1] ?? field).focus();
    }
  });
}

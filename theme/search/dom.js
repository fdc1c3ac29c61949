// Elements from values. Text goes in as text, never as markup.

/** `make("a", {href}, "text", child)`; an attribute that is undefined or false is left out, `true` is empty. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== ""));
  return element;
}

/** Runs of text, the hits as `<mark>`. */
export function runs(parts) {
  return parts.map(({ text, hit }) => (hit ? make("mark", {}, text) : text));
}

/** A phrase of the interface with its `{blanks}` filled. */
export function fill(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (blank, name) => (Object.hasOwn(values, name) ? values[name] : blank));
}

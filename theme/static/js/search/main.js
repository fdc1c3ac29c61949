// The search page, before anything is asked: nothing is downloaded until the form is touched or the address asks.
// The other modules of this folder come joined, from beside the index.

const form = document.querySelector(".search-form");
let started = false;

function start() {
  if (started) return;
  started = true;
  import(new URL("page.js", new URL(form.dataset.root, location.href))).then(({ open }) => open(form));
}

if (form) {
  form.addEventListener("focusin", start, { once: true });
  form.querySelector(".narrow").addEventListener("toggle", start, { once: true });
  if ([...new URLSearchParams(location.search).values()].some((value) => value.trim())) start();
}

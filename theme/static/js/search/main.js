// The search page, before anything is asked: nothing is downloaded until the form is touched or the address asks.

const form = document.querySelector(".search-form");
let started = false;

function start() {
  if (started) return;
  started = true;
  import("./page.js").then(({ open }) => open(form));
}

if (form) {
  form.addEventListener("focusin", start, { once: true });
  form.querySelector(".narrow").addEventListener("toggle", start, { once: true });
  if ([...new URLSearchParams(location.search).values()].some((value) => value.trim())) start();
}

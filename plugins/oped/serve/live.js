// The preview's own script; no published page holds it. A new build reloads the page where the reader was; after a
// build that failed a line says so, and what is shown stays the last good site.
const { searchParams } = new URL(document.currentScript.src);
const place = `scroll of ${location.pathname}`;
const kept = sessionStorage.getItem(place);
if (kept) {
  sessionStorage.removeItem(place);
  scrollTo(0, Number(kept));
}

const events = new EventSource(`/-live?seen=${searchParams.get("seen")}`);

events.addEventListener("new", () => {
  sessionStorage.setItem(place, String(scrollY));
  location.reload();
});

events.addEventListener("bad", () => {
  if (document.getElementById("live-trouble")) return;
  const line = document.createElement("p");
  line.id = "live-trouble";
  line.setAttribute("role", "alert");
  line.textContent = "The last build failed: the terminal says why. This is the last good site.";
  for (const [name, value] of Object.entries({
    position: "fixed",
    inset: "auto 0 0",
    margin: "0",
    padding: "0.75rem 1rem",
    color: "white",
    background: "#8a1c1c",
    font: "1rem sans-serif",
    "z-index": "9",
  })) {
    line.style.setProperty(name, value);
  }
  document.body.append(line);
});

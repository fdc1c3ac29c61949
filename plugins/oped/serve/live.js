// The preview's own script; no published page holds it. When what this page shows has changed, it is loaded anew where the
// reader was; new style sheets are put on without that. What cannot be published is told in a line at the foot.
const { searchParams: held } = new URL(document.currentScript.src);
const place = `scroll of ${location.pathname}`;
const kept = sessionStorage.getItem(place);
if (kept) {
  sessionStorage.removeItem(place);
  scrollTo(0, Number(kept));
}

held.set("path", location.pathname);
const events = new EventSource(`/-live?${held}`);

events.addEventListener("new", () => {
  sessionStorage.setItem(place, String(scrollY));
  location.reload();
});

events.addEventListener("sheets", ({ data }) => {
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
    const address = new URL(link.href);
    address.searchParams.set("look", JSON.parse(data));
    const fresh = link.cloneNode();
    fresh.href = address.href;
    fresh.addEventListener("load", () => link.remove()); // the old one stays until then: no flash of bare text
    link.after(fresh);
  }
});

events.addEventListener("good", () => document.getElementById("live-trouble")?.remove());

events.addEventListener("bad", ({ data }) => {
  const line = document.getElementById("live-trouble") ?? document.createElement("p");
  line.id = "live-trouble";
  line.setAttribute("role", "alert");
  line.textContent = JSON.parse(data);
  for (const [name, value] of Object.entries({
    position: "fixed",
    inset: "auto 0 0",
    margin: "0",
    padding: "0.75rem 1rem",
    color: "white",
    background: "#8a1c1c",
    font: "1rem sans-serif",
    "z-index": "9",
    "overflow-wrap": "anywhere",
  })) {
    line.style.setProperty(name, value);
  }
  document.body.append(line);
});

// All results as a file of the reader's.

import { make } from "./dom.js";

const TYPES = { csv: "text/csv", bib: "application/x-bibtex" };
const BYTE_ORDER_MARK = "\ufeff"; // without it spreadsheets take the text for another encoding

/** Ask `client` for the file of a request and hand it to the browser; `button` says meanwhile that it is coming. */
export async function save(button, client, { request, site, words }) {
  const format = button.dataset.download;
  const label = button.textContent;
  button.disabled = true;
  button.textContent = words.saving;
  try {
    const text = await client.ask("download", { request, format, site });
    const parts = format === "csv" ? [BYTE_ORDER_MARK, text] : [text];
    const address = URL.createObjectURL(new Blob(parts, { type: TYPES[format] }));
    make("a", { href: address, download: `search.${format}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } finally {
    button.disabled = false;
    button.textContent = label;
  }
}

// What is read of single documents: the card that a result shows, the row that a download writes.

import { nameFrom, names } from "./depot.js";

const IN_DIRECTORY = 64;
const IN_ROWS = 256;
const NAME = 6;

export class Cards {
  /** @param {{cards: string, rows: string}} described names of the cards' directories, and of that of the blocks */
  constructor(depot, { cards, rows }) {
    this.depot = depot;
    this.directories = names(cards);
    this.rows = rows;
  }

  async card(local) {
    const directory = this.directories[Math.floor(local / IN_DIRECTORY)];
    return this.listed("cards", directory, local % IN_DIRECTORY);
  }

  /** What no column tells: title, outlet, original address, and the slug, of which the title tells most. */
  async row(local) {
    const columns = await this.listed("rows", this.rows, Math.floor(local / IN_ROWS));
    const [title, outlet, original, kept, rest] = columns.map((column) => column[local % IN_ROWS] ?? "");
    const plain = plainLetters(title);
    return { title, outlet, original, slug: plain.slice(0, kept < 0 ? plain.length : kept) + rest };
  }

  /** The file whose name stands at a place of a directory. */
  async listed(kind, directory, place) {
    const bytes = await this.depot.parcel("directories", directory);
    return this.depot.json(kind, nameFrom(bytes.subarray(place * NAME, (place + 1) * NAME)));
  }
}

/** A title's ASCII letters and digits in lower case, a hyphen between words. */
function plainLetters(title) {
  return title
    .replace(/['‘’]/g, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase();
}

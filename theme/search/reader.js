// What a reader typed → what is meant. Nothing typed is an error: signs that make no sense here are words or nothing.

const LONGEST = 2000;
const MOST_WORDS = 64;
const ITEM = /([+-])?(?:(\p{L}+):)?(?:["“”„]([^"“”„]*)["“”„]?|([^\s"“”„]+))/gu;

/**
 * @param {string} typed
 * @param {{fields: string[], facets: string[]}} known names that may stand before a colon
 * @returns {{words: Item[], filters: Filter[], years: {from?: number, to?: number, not: boolean}[], cut: boolean}}
 *   an item is `{text, phrase, not, must, field, boost, distance, wild}`; a filter `{facet, value, not}`
 */
export function parse(typed, known) {
  const text = typed.toWellFormed ? typed.toWellFormed() : typed;
  const words = [];
  const filters = [];
  const years = [];
  for (const match of text.slice(0, LONGEST).matchAll(ITEM)) {
    if (words.length + filters.length >= MOST_WORDS) break;
    const [whole, , name, quoted, bare] = match;
    const field = name?.toLowerCase();
    const value = quoted ?? bare;
    const sign = signOf(match, text);
    if (field === "year" && yearsIn(value)) years.push({ ...yearsIn(value), not: sign === "-" });
    else if (known.facets.includes(field)) filters.push({ facet: field, value, not: sign === "-" });
    else
      words.push(
        item(known.fields.includes(field) ? { field, value } : { value: whole.replace(/^[+-]/, "") }, quoted, sign),
      );
  }
  return { words: words.filter(({ text: kept }) => kept), filters, years, cut: text.length > LONGEST };
}

/** A sign counts only at the beginning of a word: not in *cross-strait*, not alone. */
function signOf(match, text) {
  const before = text[match.index - 1];
  return match[1] && (before === undefined || /[\s(]/u.test(before)) ? match[1] : undefined;
}

function item({ field, value }, quoted, sign) {
  const made = { field, not: sign === "-", must: sign === "+", boost: 1, phrase: quoted !== undefined, text: value };
  if (made.phrase) {
    made.text = quoted;
    return made;
  }
  let text = value;
  for (;;) {
    const suffix = /^(.+?)([~^])(\d{1,3})$/u.exec(text);
    if (!suffix) break;
    text = suffix[1];
    if (suffix[2] === "^") made.boost = Number(suffix[3]);
    else made.distance = Math.min(2, Number(suffix[3]));
  }
  made.text = text;
  made.wild = /\*/.test(text) && /[^*\s]/.test(text);
  return made;
}

/** `2001-2010`, `2001`, `2001-`, `-2010`. */
function yearsIn(value) {
  const range = /^(\d{4})?([-–])?(\d{4})?$/u.exec(value ?? "");
  if (!range || !(range[1] || range[3]) || (range[1] && range[3] && !range[2])) return undefined;
  const [from, to] = [range[1], range[2] ? range[3] : range[1]].map((year) => (year ? Number(year) : undefined));
  return { from, to };
}

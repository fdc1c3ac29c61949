// The places of a piece that answer the query: up to two stretches, as runs of text marked or not, and their paragraph.

const LENGTH = 220;
const MOST = 2;
const PLAIN = /^[A-Za-z]+$/;

/** Cut a text into `{text, hit}` runs round the words that give one of `terms`. */
export function marked(text, terms, analyser) {
  return runs(text, hits(text, terms, analyser), 0, text.length);
}

/** `[{paragraph, before, after, runs}]`, best first; without any hit the opening of the piece. */
export function snippets(card, terms, analyser) {
  const texts = [card.standfirst ?? "", ...(card.paragraphs ?? [])];
  const found = texts
    .map((text, paragraph) => ({ text, paragraph, best: stretch(hits(text, terms, analyser)) }))
    .filter(({ best }) => best)
    .sort((a, b) => b.best.kinds - a.best.kinds || b.best.count - a.best.count || a.paragraph - b.paragraph)
    .slice(0, MOST)
    .sort((a, b) => a.paragraph - b.paragraph);
  if (found.length) return found.map(({ text, paragraph, best }) => cutOut(text, paragraph, best));
  const about = card.bio && stretch(hits(card.bio, terms, analyser));
  if (about) return [cutOut(card.bio, 0, about)];
  const opening = texts.findIndex((text) => text);
  return opening < 0 ? [] : [cutOut(texts[opening], 0, { hits: [], start: 0, end: 0 })];
}

function hits(text, terms, analyser) {
  const found = [];
  const initials = new Set(Array.from(terms, (term) => term[0]));
  for (const { 0: chunk, index: start } of text.matchAll(analyser.chunk)) {
    if (PLAIN.test(chunk) && !initials.has(chunk[0].toLowerCase())) continue; // no stem begins otherwise than its word
    const matching = analyser.termsOf(chunk).terms.filter(([term]) => terms.has(term));
    if (!matching.length) continue;
    if (analyser.isDense(chunk)) found.push(...denseHits(chunk, start, matching));
    else found.push({ start, end: start + chunk.length, term: matching[0][0] });
  }
  return found;
}

/** Of a run of Chinese only the characters asked for are marked. */
function denseHits(chunk, start, matching) {
  const characters = Array.from(chunk);
  const offsets = [0];
  for (const character of characters) offsets.push(offsets.at(-1) + character.length);
  const found = [];
  for (const [term, place] of matching) {
    const [from, to] = [
      start + offsets[place],
      start + offsets[Math.min(place + Array.from(term).length, characters.length)],
    ];
    const last = found.at(-1);
    if (last && from <= last.end) last.end = Math.max(last.end, to);
    else found.push({ start: from, end: to, term });
  }
  return found;
}

/** The window with most different terms. */
function stretch(found) {
  let best;
  for (let first = 0; first < found.length; first++) {
    let last = first;
    const kinds = new Set();
    while (last < found.length && (last === first || found[last].end - found[first].start <= LENGTH)) {
      kinds.add(found[last++].term);
    }
    if (!best || kinds.size > best.kinds || (kinds.size === best.kinds && last - first > best.count)) {
      best = { kinds: kinds.size, count: last - first, start: found[first].start, end: found[last - 1].end };
    }
  }
  return best && { ...best, hits: found };
}

function cutOut(text, paragraph, { hits: found, start, end }) {
  const room = Math.max(0, LENGTH - (end - start));
  let from = Math.max(0, start - Math.floor(room / 3));
  let to = Math.min(text.length, Math.max(end, from + LENGTH));
  from = Math.max(0, Math.min(from, to - LENGTH));
  if (from > 0) from = Math.min(start, wordStart(text, from));
  if (to < text.length) to = Math.max(end, wordEnd(text, to));
  return { paragraph, before: from > 0, after: to < text.length, runs: runs(text, found, from, to) };
}

function wordStart(text, at) {
  const space = text.slice(at, at + 30).search(/\s/u);
  return space < 0 ? whole(text, at) : at + space + 1;
}

function wordEnd(text, at) {
  const space = text.slice(Math.max(0, at - 30), at).search(/\s\S*$/u);
  return space < 0 ? whole(text, at) : Math.max(0, at - 30) + space;
}

/** Never between the halves of an astral character. */
function whole(text, at) {
  return /[\uDC00-\uDFFF]/.test(text[at] ?? "") ? at - 1 : at;
}

function runs(text, found, from, to) {
  const parts = [];
  let at = from;
  for (const { start, end } of found) {
    if (start < from || end > to) continue;
    if (start > at) parts.push({ text: text.slice(at, start), hit: false });
    parts.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < to) parts.push({ text: text.slice(at, to), hit: false });
  return parts;
}

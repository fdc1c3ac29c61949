// "Did you mean": words of the archive near a typed one, from the one or two lists that can hold them.

import { Bytes, wordList } from "./bytes.js";

/** Up to `most` words as printed, the nearest and most frequent first: `[{word, count, distance}]`. */
export async function suggestions(archive, typed, fold, most = 3) {
  const wanted = fold(typed);
  if (wanted.length < 4 || wanted.length > 30) return [];
  const allowed = wanted.length < 6 ? 1 : 2;
  for (const letter of new Set([wanted[0], wanted[1]])) {
    const near = [];
    for (const { word, count, folded } of await known(archive, letter, fold)) {
      const distance = edits(wanted, folded, allowed);
      if (distance > 0 && distance <= allowed) near.push({ word, count, distance });
    }
    near.sort((a, b) => a.distance - b.distance || b.count - a.count || (a.word < b.word ? -1 : 1));
    if (near.length) return near.slice(0, most);
  }
  return [];
}

const SHORTEST_HALF = 4;
const MOST_HALVES = 4;

/** Two words of the archive that somebody wrote as one, with a hyphen between them: *crossstrait* → cross-strait. */
export async function halves(archive, typed, analyser) {
  const whole = analyser.fold(typed);
  if (!/^\p{L}{8,30}$/u.test(whole)) return undefined;
  const lefts = (await known(archive, whole[0], analyser.fold))
    .map(({ folded }) => folded)
    .filter(
      (left) => left.length >= SHORTEST_HALF && whole.length - left.length >= SHORTEST_HALF && whole.startsWith(left),
    )
    .sort((a, b) => b.length - a.length);
  for (const left of lefts.slice(0, MOST_HALVES)) {
    const right = whole.slice(left.length);
    const [term] = analyser.analyse(right);
    if (term && (await archive.find(term[0])).length) return { word: `${left}-${right}` };
  }
  return undefined;
}

/** The archive's words with a first letter: `[{word, folded, count}]`, as printed and as compared. */
function known(archive, letter, fold) {
  const { depot, manifest } = archive;
  return archive.once(`spelling ${letter}`, async () => {
    const lists = await depot.json("spelling", manifest.spelling);
    if (!Object.hasOwn(lists, letter)) return [];
    const bytes = new Bytes(await depot.parcel("spelling", lists[letter]));
    const words = wordList(bytes.text(bytes.varint()));
    return words.map((word) => ({ word, folded: fold(word), count: bytes.varint() }));
  });
}

/** Letters to change, add, drop or swap; anything above `most` is `most + 1`. */
export function edits(one, other, most) {
  if (Math.abs(one.length - other.length) > most || unlike(lettersOf(one), lettersOf(other)) > most) return most + 1;
  let twoBack = [];
  let back = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(back[j] + 1, row[j - 1] + 1, back[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], twoBack[j - 2] + 1);
      }
    }
    if (Math.min(...row) > most) return most + 1;
    twoBack = back;
    back = row;
  }
  return back[other.length];
}

/** A bit for each letter of a word; far letters may share one. */
function lettersOf(word) {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

/** No fewer edits than this lie between words with these letters: each brings one new letter at most. */
function unlike(one, other) {
  return Math.max(bits(one & ~other), bits(other & ~one));
}

function bits(number) {
  let count = 0;
  for (let left = number; left; left &= left - 1) count++;
  return count;
}

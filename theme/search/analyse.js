// Text → terms, by the same rules as `oped.search.analyser`; the settings come with the manifest.

/**
 * @param {object} settings the manifest's `analyser`
 * @param {(word: string) => string} stem lunr's stemmer for a bare string
 */
export function makeAnalyser(settings, stem) {
  const { word, dense, apostrophes, hyphens, longest, short } = settings;
  const part = `[${word}]+(?:[${apostrophes}][${word}]+)*`;
  const chunkPattern = new RegExp(
    `[${dense}]+` +
      `|[A-Za-z](?:\\.[A-Za-z](?![${word}]))+(?:\\.?[${apostrophes}][sS](?![${word}]))?` +
      "|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\\.[0-9]+)?" +
      "|[0-9]+(?:\\.[0-9]+)+" +
      `|${part}(?:[${hyphens}]${part})*`,
    "gu",
  );
  const isDense = new RegExp(`^[${dense}]`, "u");
  const hyphen = new RegExp(`[${hyphens}]`, "u");
  const possessive = new RegExp(`[${apostrophes}][sS]$`, "u");
  const apostrophe = new RegExp(`[${apostrophes}]`, "gu");
  const accents = new RegExp(`([${settings.accented}])[${settings.accents}]+`, "gu");
  const other = new RegExp(`[^${word}]|[${settings.dropped}]`, "gu");
  const special = new RegExp(`[${Object.keys(settings.letters).join("")}]`, "gu");
  const letters = new Map(Object.entries(settings.letters));
  const stop = new Set(settings.stop);
  const known = { true: new Map(), false: new Map() };

  const replaceLetters = (text) => text.replace(special, (letter) => letters.get(letter));

  function fold(printed) {
    const bare = printed.replace(apostrophe, "");
    if (/^[\0-\x7f]*$/.test(bare)) return bare.toLowerCase().slice(0, longest);
    const lower = replaceLetters(bare.normalize("NFKC").toLowerCase());
    const plain = replaceLetters(lower.normalize("NFD").replace(accents, "$1"));
    return plain.normalize("NFC").replace(other, "").slice(0, longest);
  }

  const stemmed = (text) => (/^[a-z]{3,}$/.test(text) ? stem(text) : text);

  function filtered(printed, folded, place, keepStop) {
    return !keepStop && stop.has(folded) && !/^[A-Z]{2,}$/.test(printed) ? [] : [[stemmed(folded), place]];
  }

  function denseTerms(chunk) {
    const characters = Array.from(chunk, (character) => character.normalize("NFKC"));
    const terms = [];
    characters.forEach((character, place) => {
      terms.push([character, place]);
      if (place + 1 < characters.length) terms.push([character + characters[place + 1], place]);
    });
    return { terms, width: characters.length };
  }

  function wordTerms(chunk, keepStop) {
    const parts = chunk.split(hyphen).map((piece) => piece.replace(possessive, ""));
    const folded = parts.map(fold);
    const terms = parts.flatMap((piece, place) =>
      folded[place] ? filtered(piece, folded[place], place, keepStop) : [],
    );
    if (parts.length > 1 && folded.some((piece) => piece.length <= short || /[0-9]/.test(piece))) {
      terms.push([stemmed(folded.join("").slice(0, longest)), 0]);
    }
    return { terms, width: parts.length };
  }

  function analyseChunk(chunk, keepStop) {
    if (isDense.test(chunk)) return denseTerms(chunk);
    if (/^[A-Za-z]\./.test(chunk)) {
      const joined = chunk.replace(possessive, "").replaceAll(".", "");
      return { terms: filtered(joined, joined.toLowerCase(), 0, keepStop), width: 1 };
    }
    if (/^[0-9]+[.,]/.test(chunk)) return { terms: [[chunk.replaceAll(",", "").slice(0, longest), 0]], width: 1 };
    return wordTerms(chunk, keepStop);
  }

  /** The terms of one chunk as `{terms: [[term, place]], width}`; remembered, since words recur. */
  function termsOf(chunk, keepStop = false) {
    const remembered = known[keepStop];
    let found = remembered.get(chunk);
    if (found === undefined) {
      found = analyseChunk(chunk, keepStop);
      if (remembered.size > 20000) remembered.clear();
      remembered.set(chunk, found);
    }
    return found;
  }

  /** Every chunk of a text as `{chunk, start, place, terms}`; `start` counts UTF-16 units, `place` counts words. */
  function chunks(text, keepStop = false) {
    let place = 0;
    return Array.from(text.matchAll(chunkPattern), (match) => {
      const { terms, width } = termsOf(match[0], keepStop);
      const at = { chunk: match[0], start: match.index, place, width, terms };
      place += width;
      return at;
    });
  }

  /** The terms of a text with their places, as `oped.search.analyser.analyse` gives them. */
  function analyse(text, keepStop = false) {
    return chunks(text, keepStop).flatMap(({ terms, place }) => terms.map(([term, offset]) => [term, place + offset]));
  }

  return { analyse, chunk: chunkPattern, chunks, termsOf, fold, isDense: (text) => isDense.test(text) };
}

// Typed words → groups of terms: each group is a word; its alternatives are ways in which a text may spell it.

/**
 * @param {Item} item from `reader.js`
 * @returns {{groups: Group[], stops: string[]}} a group is `{shown, alternatives: string[][], fields, boost, …}`;
 *   `stops` are words too common to be indexed
 */
export function meaning(item, analyser, keepStop) {
  const groups = [];
  const stops = [];
  const common = { fields: item.field ? [item.field] : undefined, boost: item.boost, not: item.not, must: item.must };
  if (item.wild) {
    const pattern = foldPattern(item.text, analyser);
    return { groups: pattern ? [{ ...common, shown: item.text, pattern }] : [], stops };
  }
  if (item.phrase) {
    const terms = phraseTerms(item.text, analyser, keepStop);
    const shown = item.text.trim();
    if (!terms.length) return { groups, stops: shown ? [shown] : [] };
    const whole = phraseTerms(item.text, analyser, true);
    const wording = whole.length > terms.length ? whole : undefined;
    const alternatives = [terms.map(({ term }) => term)];
    return { groups: [{ ...common, shown, phrase: terms, wording, alternatives }], stops };
  }
  for (const { chunk, terms } of analyser.chunks(item.text, keepStop)) {
    if (!terms.length) stops.push(chunk);
    else
      groups.push({
        ...common,
        shown: chunk,
        distance: item.distance,
        alternatives: alternatives(chunk, terms, analyser),
      });
  }
  return { groups, stops };
}

/** A run of Chinese is all of its pairs; a joined compound is the one word or, where nobody writes that, its parts. */
function alternatives(chunk, terms, analyser) {
  const all = terms.map(([term]) => term);
  if (analyser.isDense(chunk)) {
    const pairs = all.filter((term) => Array.from(term).length > 1);
    return [pairs.length ? pairs : all];
  }
  const last = terms.at(-1);
  const joined = terms.length > 1 && last[1] === 0;
  return joined ? [[last[0]], all.slice(0, -1)] : [all];
}

/** The phrase's terms with their places; of Chinese the pairs, of compounds the parts. */
function phraseTerms(text, analyser, keepStop) {
  return analyser.chunks(text, keepStop).flatMap(({ chunk, place, terms }) => {
    const dense = analyser.isDense(chunk) && terms.length > 1;
    const own = terms.filter(([term, offset], index) =>
      dense ? Array.from(term).length > 1 : index === 0 || offset > 0,
    );
    return own.map(([term, offset]) => ({ term, place: place + offset }));
  });
}

function foldPattern(text, analyser) {
  return text
    .split(/(\*+)/)
    .map((part) => (part.startsWith("*") ? "*" : analyser.fold(part.replace(/[^\p{L}\p{M}\p{N}'’]/gu, ""))))
    .join("");
}

// Phrases word for word. Words too common to be indexed leave gaps in the places, so that "rule of law" also finds
// *rule by law*; what stands in the gaps is read in the pieces themselves.

/** Fields of which a card has the text; in the others, short ones, a gap is not looked into. */
export const READABLE = ["title", "text"];

/**
 * @param {{term: string, place: number}[]} wording every word of the phrase, the commonest too
 * @returns {boolean} whether the card's headline or text has it
 */
export function standsIn(card, wording, fields, analyser) {
  const texts = [];
  if (fields.includes("title")) texts.push(card.title ?? "");
  if (fields.includes("text")) texts.push(card.standfirst ?? "", ...(card.paragraphs ?? []));
  return texts.some((text) => hasWording(analyser.analyse(text, true), wording));
}

function hasWording(terms, wording) {
  const places = new Map(wording.map(({ term }) => [term, new Set()]));
  for (const [term, place] of terms) places.get(term)?.add(place);
  const [first, ...others] = wording;
  return [...places.get(first.term)].some((start) =>
    others.every(({ term, place }) => places.get(term).has(start + place - first.place)),
  );
}

// Which terms of the index a clause stands for: itself, or all that its wildcards or its edit distance reach.
// Exactly those that lunr's automaton accepts; for wildcards it is not needed.

const FARTHEST = 2;
const LONGEST_FUZZY = 32;

/** Terms reached by `clause` ({term, editDistance?}), as lunr's automaton reaches them, in order. */
export async function expand(archive, lunr, clause) {
  const fuzzy = clause.editDistance !== undefined;
  const distance = Math.min(clause.editDistance ?? 0, clause.term.length > LONGEST_FUZZY ? 0 : FARTHEST);
  const star = clause.term.indexOf("*");
  if (star < 0 && !distance) {
    return (await archive.find(clause.term)).length ? [clause.term] : [];
  }
  if (fuzzy) {
    const root = lunr.TokenSet.fromFuzzyString(clause.term, distance);
    return archive.among((terms) => accepted(root, terms));
  }
  const prefix = clause.term.slice(0, star);
  const parts = clause.term.split(/\*+/);
  const fitting = (terms) => terms.filter((term) => fits(parts, term));
  return prefix.length > 1 ? fitting(await archive.withPrefix(prefix)) : archive.among(fitting);
}

/**
 * Whether `term` has the parts between a pattern's wildcards in order, the first at its beginning, the last at its end;
 * each taken where it first occurs, which leaves most room for the rest: no pattern takes more than one walk.
 */
export function fits(parts, term) {
  const last = parts.at(-1);
  const end = term.length - last.length;
  if (!term.startsWith(parts[0]) || !term.endsWith(last) || parts[0].length > end) return false;
  let at = parts[0].length;
  for (let part = 1; part < parts.length - 1; part++) {
    const found = term.indexOf(parts[part], at);
    if (found < 0 || found + parts[part].length > end) return false;
    at = found + parts[part].length;
  }
  return true;
}

/** The terms that an automaton accepts; terms come sorted, so that what two share is walked once. */
export function accepted(root, terms) {
  const found = [];
  const path = [new Set([root])];
  let before = "";
  for (const term of terms) {
    let shared = 0;
    while (shared < before.length && shared < term.length && before[shared] === term[shared]) shared++;
    path.length = Math.min(path.length, shared + 1);
    while (path.length <= term.length && path[path.length - 1].size) {
      path.push(step(path[path.length - 1], term[path.length - 1]));
    }
    if (path.length > term.length && isFinal(path[term.length])) found.push(term);
    before = term;
  }
  return found;
}

function step(nodes, character) {
  const next = new Set();
  for (const { edges } of nodes) {
    if (Object.hasOwn(edges, character)) next.add(edges[character]);
    if (Object.hasOwn(edges, "*")) next.add(edges["*"]);
  }
  return next;
}

function isFinal(nodes) {
  for (const node of nodes) if (node.final) return true;
  return false;
}

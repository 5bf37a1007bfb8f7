/**
 * The source with all its mutants in it, each behind a question for its number: so one bundle serves for every mutant.
 *
 * @param {string} text
 * @param {(import("./find-mutants.mjs").Mutant & {number: number})[]} mutants
 */
export function instrumentSource(text, mutants) {
  const places = new Map();
  for (const mutant of mutants) {
    const place = `${mutant.start} ${mutant.end}`;
    const known = places.get(place);
    if (known === undefined) places.set(place, { start: mutant.start, end: mutant.end, mutants: [mutant] });
    else known.mutants.push(mutant);
  }
  // Outside in, left to right: what lies in another place comes after it.
  const ordered = [...places.values()].sort((a, b) => a.start - b.start || b.end - a.end);
  return render(text, ordered, 0, text.length);
}

function render(text, places, from, to) {
  let out = "";
  let at = from;
  for (let index = 0; index < places.length; index += 1) {
    const place = places[index];
    if (place.start < at || place.end > to) continue;
    let next = index + 1;
    while (next < places.length && places[next].start < place.end) next += 1;
    const inner = render(text, places.slice(index + 1, next), place.start, place.end);
    out += text.slice(at, place.start) + choose(place.mutants, inner);
    at = place.end;
    index = next - 1;
  }
  return out + text.slice(at, to);
}

function choose(mutants, original) {
  const [first] = mutants;
  // In braces: an `else` behind it must not become this one's.
  if (first.isStatement) return `{ if (!globalThis.isMutant(${first.number})) { ${original} } }`;
  const choices = mutants.map(({ number, replacement }) => `globalThis.isMutant(${number}) ? (${replacement}) : `);
  return `(${choices.join("")}(${original}))`;
}

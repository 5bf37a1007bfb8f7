/**
 * Every value of a union, complete by type. The contracts' own lists come with their schemas, which are a quarter of a
 * page's script: a page that only shows choices does without.
 */
export function choicesOf<Choice extends string>(all: Readonly<Record<Choice, true>>): readonly Choice[] {
  return Object.keys(all) as Choice[];
}

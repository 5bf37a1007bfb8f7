/** How many letters must be put in, left out or changed to get from one word to the other; `limit + 1` for more. */
export function spellingDistance(one: string, two: string, limit: number): number {
  if (Math.abs(one.length - two.length) > limit) return limit + 1;
  let row = Array.from({ length: two.length }, (_, column) => column + 1);
  for (const [index, letter] of one.split("").entries()) {
    let diagonal = index;
    let left = index + 1;
    row = row.map((above, column) => {
      left = Math.min(above + 1, left + 1, diagonal + (letter === two[column] ? 0 : 1));
      diagonal = above;
      return left;
    });
  }
  return Math.min(row.at(-1) ?? one.length, limit + 1);
}

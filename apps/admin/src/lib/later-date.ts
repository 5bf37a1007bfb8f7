/** The later of two calendar dates. */
export function laterDate(a: string, b: string): string {
  return b > a ? b : a;
}

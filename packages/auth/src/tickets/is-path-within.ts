/**
 * Whether a request path lies at or under a scope such as `/jobs`. Whole segments count (`/jobsx` is outside), and a
 * path with dot segments, backslashes or their encoded forms is outside everything: what it means depends on who
 * decodes it.
 */
export function isPathWithin(path: string, scope: string): boolean {
  return !/(^|\/)\.{1,2}(\/|$)|\\|%2e|%2f|%5c|%00/i.test(path) && (path === scope || path.startsWith(`${scope}/`));
}

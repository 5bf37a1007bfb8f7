/**
 * The id of something that the code brings along and no row stands for: a catalogued permission, a built-in group or
 * module. The same text has the same id everywhere, always; the UUID's version is 8 (RFC 9562: a scheme of one's own).
 *
 * @param kind keeps the same word apart as a permission, a group and a module
 */
export function catalogueIdOf(kind: "permission" | "group" | "module", code: string): string {
  const text = `gloria ${kind} ${code}`;
  const hex = [0x9e3779b9, 0x7f4a7c15, 0xf39cc060, 0x5cedc834].map((seed) => hash32(text, seed)).join("");
  const variant = (Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8;
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant.toString(16)}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** The id of a catalogued permission. */
export function permissionIdOf(code: string): string {
  return catalogueIdOf("permission", code);
}

// FNV-1a with murmur's finish: spread well enough to tell some thousand short texts apart, and it runs in a browser.
function hash32(text: string, seed: number): string {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, "0");
}

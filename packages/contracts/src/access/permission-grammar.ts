/** OWN ⊂ DEPARTMENT (with its sub-departments) ⊂ SCHOOL ⊂ ALL (the tenant). Ordered from narrow to wide. */
export const permissionScopes = ["OWN", "DEPARTMENT", "SCHOOL", "ALL"] as const;
export type PermissionScope = (typeof permissionScopes)[number];

export const permissionEffects = ["ALLOW", "DENY"] as const;
export type PermissionEffect = (typeof permissionEffects)[number];

/** A code taken apart. `resource` keeps its trailing `.*`; `wildcard` is true when any segment is a `*`. */
export interface ParsedPermission {
  readonly resource: string;
  readonly action: string;
  readonly scope: PermissionScope | null;
  readonly wildcard: boolean;
}

const grammar =
  /^(?<resource>\*|[a-z][a-z0-9_-]*(?:\.[a-z][a-z0-9_-]*)*(?:\.\*)?):(?<action>\*|[a-z][a-z0-9_-]*)(?::(?<scope>OWN|DEPARTMENT|SCHOOL|ALL))?$/;

/** The longest text that is looked at; longer ones are malformed. */
export const permissionTextMax = 200;

/** `resource ":" action [":" scope]`, or null when the text does not follow the grammar. */
export function parsePermission(text: string): ParsedPermission | null {
  if (text.length > permissionTextMax) return null;
  const groups = grammar.exec(text)?.groups;
  const resource = groups?.["resource"];
  const action = groups?.["action"];
  if (resource === undefined || action === undefined) return null;
  const scope = permissionScopes.find((known) => known === groups?.["scope"]) ?? null;
  return { resource, action, scope, wildcard: resource.endsWith("*") || action === "*" };
}

/** May stand in a grant: a code or a wildcard pattern, without a scope (the grant has its own column for that). */
export function isPermissionPattern(text: string): boolean {
  const parsed = parsePermission(text);
  return parsed !== null && parsed.scope === null;
}

/**
 * Whether a grant's pattern names this code (a code without wildcard or scope). Wildcards stand for whole segments:
 * `employee.*` names `employee.salary` and what lies below it, never `employee` itself; and `employee` does not name
 * `employee.salary`. A malformed pattern names nothing.
 */
export function patternMatches(pattern: string, code: string): boolean {
  const given = parsePermission(code);
  return given !== null && !given.wildcard && given.scope === null && permissionMatcher(pattern)(code);
}

/** {@link patternMatches} with the pattern taken apart once; codes must be well-formed, as those of a catalogue are. */
export function permissionMatcher(pattern: string): (code: string) => boolean {
  const wanted = parsePermission(pattern);
  if (wanted === null || wanted.scope !== null) return () => false;
  if (!wanted.wildcard) return (code) => code === pattern;
  const end = wanted.action === "*" ? "" : `:${wanted.action}`;
  if (wanted.resource === "*") return (code) => code.endsWith(end);
  const start = wanted.resource.endsWith("*") ? wanted.resource.slice(0, -1) : `${wanted.resource}:`;
  return (code) => code.startsWith(start) && code.endsWith(end);
}

/** Every pattern that names the code: at most two for each segment and two more. */
export function patternsNaming(code: string): string[] {
  const parsed = parsePermission(code);
  if (parsed === null) return [];
  const segments = parsed.resource.split(".");
  const above = segments.slice(1).map((_, n) => `${segments.slice(0, n + 1).join(".")}.*`);
  return [parsed.resource, ...above, "*"].flatMap((resource) => [`${resource}:${parsed.action}`, `${resource}:*`]);
}

/** One word of Clerk's about a user: a webhook, or an answer of its API. */
export interface ClerkReport {
  /** When Clerk last changed the user, milliseconds since 1970. */
  readonly atMs: number;
  readonly deleted: boolean;
  readonly banned: boolean;
  readonly locked: boolean;
  readonly name: string | null;
  /** Only when Clerk has verified it. */
  readonly email: string | null;
  readonly phone: string | null;
  readonly externalId: string | null;
}

interface Heard<Value> {
  readonly value: Value;
  readonly atMs: number;
}

/** All that Clerk has said of a user, whatever the order in which it came. */
export interface ClerkFacts {
  readonly deleted: boolean;
  readonly blocked: Heard<{ readonly banned: boolean; readonly locked: boolean }> | null;
  readonly name: Heard<string> | null;
  readonly email: Heard<string> | null;
  readonly phone: Heard<string> | null;
  readonly externalId: Heard<string> | null;
}

export const nothingHeard: ClerkFacts = {
  deleted: false,
  blocked: null,
  name: null,
  email: null,
  phone: null,
  externalId: null,
};

/**
 * What is known once a report is heard. Each fact keeps the newest word about it, a deletion is final, and a value
 * that is left out says nothing; so every order of the same reports, each heard once or often, ends in the same.
 */
export function hearReport(known: ClerkFacts, report: ClerkReport): ClerkFacts {
  const { atMs } = report;
  if (report.deleted) return { ...known, deleted: true };
  return {
    deleted: known.deleted,
    blocked: newest(known.blocked, { value: { banned: report.banned, locked: report.locked }, atMs }),
    name: newest(known.name, heard(report.name, atMs)),
    email: newest(known.email, heard(report.email?.toLowerCase() ?? null, atMs)),
    phone: newest(known.phone, heard(report.phone, atMs)),
    externalId: newest(known.externalId, heard(report.externalId, atMs)),
  };
}

function heard(value: string | null, atMs: number): Heard<string> | null {
  return value === null || value === "" ? null : { value, atMs };
}

/** Of two words of the same millisecond one must win, whichever comes first: the one that reads greater. */
function newest<Value>(a: Heard<Value> | null, b: Heard<Value> | null): Heard<Value> | null {
  if (a === null || b === null) return a ?? b;
  if (a.atMs !== b.atMs) return a.atMs > b.atMs ? a : b;
  return JSON.stringify(a.value) >= JSON.stringify(b.value) ? a : b;
}

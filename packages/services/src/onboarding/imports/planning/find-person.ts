import { provisionalNipPrefix } from "@gloria/contracts";
import { type KnownPerson, keysOfRow } from "./known-people.ts";
import type { PersonKeyKind } from "./overlay.ts";
import type { Complaints, PersonPlanning } from "./person-planning.ts";
import type { PlannableRow } from "./row-plan.ts";

export interface FoundPerson {
  /** As the overlay knows them. */
  readonly ref: string;
  /** Null for somebody whom an earlier row of the file creates. */
  readonly known: KnownPerson | null;
}

/**
 * Whom a row means by any of its keys; null for somebody new. Several people are complained about by name. A NIK tells
 * whom a row means that names nobody else; beside somebody else's keys it is a NIK that is in use.
 */
export function findPerson(
  planning: PersonPlanning,
  row: PlannableRow<"people">,
  complaints: Complaints,
): FoundPerson | null {
  const keys = keysOfRow(planning, row);
  const found = ownersOf(
    planning,
    keys.filter(([kind]) => kind !== "username" && kind !== "nik"),
  );
  const [byNik] = ownersOf(
    planning,
    keys.filter(([kind]) => kind === "nik"),
  );
  const [first, second, third] = found;
  if (second !== undefined && first !== undefined) {
    const joined = third === undefined ? join(first.known, second.known) : null;
    if (joined === null) {
      const [one, other] = [nameOf(planning, first), nameOf(planning, second)];
      complaints.add("match_ambiguous", null, { first: one, second: other });
      return null;
    }
    return withNik(planning, { ref: joined.ref, known: joined }, [first.ref, second.ref], byNik, complaints);
  }
  if (first !== undefined) return withNik(planning, first, [first.ref], byNik, complaints);
  if (byNik !== undefined && isSomebodyElse(planning, row, byNik)) {
    complaints.add("nik_in_use", "nik", { name: nameOf(planning, byNik) });
    return null;
  }
  return byNik ?? null;
}

/** Whoever has these keys, each once. */
function ownersOf({ people, overlay }: PersonPlanning, keys: readonly [PersonKeyKind, string][]): FoundPerson[] {
  const found = new Map<string, KnownPerson | null>();
  for (const [kind, value] of keys) {
    const owner = overlay.ownerOf(kind, value);
    if (owner === null) continue;
    if (owner !== undefined) {
      found.set(owner, people.get(owner) ?? null);
      continue;
    }
    for (const person of people.with(kind, value)) {
      found.set(overlay.personOf(person.ref)?.userId ?? person.ref, person);
    }
  }
  return [...found].map(([ref, known]) => ({ ref, known }));
}

function withNik(
  planning: PersonPlanning,
  found: FoundPerson,
  refs: readonly string[],
  byNik: FoundPerson | undefined,
  complaints: Complaints,
): FoundPerson | null {
  if (byNik === undefined || refs.includes(byNik.ref)) return found;
  const joined = join(found.known, byNik.known);
  if (joined !== null) return { ref: joined.ref, known: joined };
  complaints.add("nik_in_use", "nik", { name: nameOf(planning, byNik) });
  return null;
}

/** Another number than theirs names somebody else, unless theirs is provisional. */
function isSomebodyElse(
  { overlay }: PersonPlanning,
  { fields }: PlannableRow<"people">,
  { ref, known }: FoundPerson,
): boolean {
  const nip = overlay.personOf(ref)?.nip ?? known?.user?.nip ?? known?.employee?.nip ?? null;
  return fields.nip != null && nip !== null && fields.nip !== nip && !nip.startsWith(provisionalNipPrefix);
}

/** An account without NIP and master data without an account become one person. */
function join(a: KnownPerson | null, b: KnownPerson | null): KnownPerson | null {
  const account = [a, b].find((one) => one?.user != null && one.employee === null && one.user.nip === null);
  const master = [a, b].find((one) => one?.employee != null && one.user === null);
  return account == null || master == null ? null : { ...account, employee: master.employee };
}

function nameOf({ overlay }: PersonPlanning, { ref, known }: FoundPerson): string {
  const name = known?.user?.name ?? known?.employee?.name ?? overlay.personOf(ref)?.label ?? "?";
  const key = known?.user?.nip ?? known?.employee?.nip ?? known?.user?.email;
  return key == null ? name : `${name} (${key})`;
}

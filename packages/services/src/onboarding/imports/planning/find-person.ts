import { type KnownPerson, keysOfRow } from "./known-people.ts";
import type { Complaints, PersonPlanning } from "./person-planning.ts";
import type { PlannableRow } from "./row-plan.ts";

export interface FoundPerson {
  /** As the overlay knows them. */
  readonly ref: string;
  /** Null for somebody whom an earlier row of the file creates. */
  readonly known: KnownPerson | null;
}

/** Whom a row means by any of its keys; null for somebody new. Several people are complained about by name. */
export function findPerson(
  planning: PersonPlanning,
  row: PlannableRow<"people">,
  complaints: Complaints,
): FoundPerson | null {
  const { people, overlay } = planning;
  const found = new Map<string, KnownPerson | null>();
  for (const [kind, value] of keysOfRow(row)) {
    if (kind === "username") continue;
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
  const [first, second, third] = [...found].map(([ref, known]) => ({ ref, known }));
  if (first === undefined) return null;
  if (second === undefined) return first;
  const joined = third === undefined ? join(first.known, second.known) : null;
  if (joined !== null) return { ref: joined.ref, known: joined };
  complaints.add("match_ambiguous", null, {
    first: nameOf(planning, first),
    second: nameOf(planning, second),
  });
  return null;
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

import type { SeededRandom } from "./seeded-random.ts";

/** Shares of the employment statuses, in percent. */
const shares = [
  ["permanent", 62],
  ["Kontrak", 18],
  ["Honorer", 12],
  ["PNS DPK", 5],
  ["PPPK", 3],
] as const;

interface Employed {
  readonly field: string;
  readonly seatLevel: number;
}

/**
 * One status each, in the order given: the shares are met exactly (largest remainder). Civil servants are lent to
 * foundations as teachers only; who leads is permanent. Permanent means GTY for a teacher, PTY for everybody else.
 */
export function employmentDeck(random: SeededRandom, people: readonly Employed[]): string[] {
  const counts = apportion(people.length);
  const order = random.shuffle(people.map((_, n) => n));
  const deck = people.map(() => "");
  const take = (status: string, fits: (person: Employed) => boolean) => {
    let left = counts.get(status) ?? 0;
    for (const n of order) {
      const person = people[n];
      if (left === 0) return;
      if (deck[n] !== "" || person === undefined || !fits(person)) continue;
      deck[n] = status;
      left -= 1;
    }
  };
  const leads = (person: Employed) => person.seatLevel <= 5;
  for (const status of ["PNS DPK", "PPPK"]) take(status, (person) => person.field === "Pendidik" && !leads(person));
  for (const status of ["Kontrak", "Honorer"]) take(status, (person) => !leads(person));
  return people.map((person, n) => deck[n] || (person.field === "Pendidik" ? "GTY" : "PTY"));
}

function apportion(total: number): Map<string, number> {
  const exact = shares.map(([status, percent]) => ({ status, share: (total * percent) / 100 }));
  const counts = new Map<string, number>(exact.map(({ status, share }) => [status, Math.floor(share)]));
  const left = total - [...counts.values()].reduce((sum, count) => sum + count, 0);
  const byRemainder = [...exact].sort((one, two) => (two.share % 1) - (one.share % 1));
  for (const { status } of byRemainder.slice(0, left)) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

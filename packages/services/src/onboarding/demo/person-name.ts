import { type NameOrigin, namePools, originsByRegion, type Region } from "./name-pools.ts";
import type { SeededRandom } from "./seeded-random.ts";

export type Gender = "L" | "P";

/** A name as it is used where the person is from. `single`: one word and no more. */
export function personName(random: SeededRandom, region: Region, gender: Gender, single: boolean): string {
  const origins: readonly (readonly [NameOrigin, number])[] = originsByRegion[region];
  const pool = namePools[random.weighted(origins)];
  if (single) {
    const names = pool.single ?? namePools.javanese.single ?? { male: pool.male, female: pool.female };
    return random.pick(gender === "L" ? names.male : names.female);
  }
  const given = random.pick(gender === "L" ? pool.male : pool.female);
  const second = random.pick(gender === "L" ? pool.secondMale : pool.secondFemale);
  return `${given} ${second}`;
}

/** Degrees and honours stand apart from the name: *Drs.* before it, *S.Pd.* after it. */
export function personTitles(
  random: SeededRandom,
  person: { readonly field: string; readonly level: number; readonly gender: Gender; readonly birthYear: number },
): { readonly titlePrefix: string | null; readonly titleSuffix: string | null } {
  const bare = { titlePrefix: null, titleSuffix: null };
  if (person.level >= 8) return bare;
  if (person.field === "Pendidik") {
    // The old degree ended with the law of 1993.
    if (person.birthYear < 1972 && random.next() < 0.4) {
      const master = random.next() < 0.3 ? "M.Pd." : null;
      return { titlePrefix: person.gender === "L" ? "Drs." : "Dra.", titleSuffix: master };
    }
    const degrees = person.level <= 5 ? "S.Pd., M.Pd." : random.weighted(teacherDegrees);
    return { titlePrefix: null, titleSuffix: degrees };
  }
  if (person.level <= 3) {
    const titlePrefix = person.level <= 2 ? random.weighted(boardPrefixes) : null;
    return { titlePrefix, titleSuffix: random.weighted(officeDegrees) };
  }
  return { ...bare, titleSuffix: person.level <= 6 || random.next() < 0.4 ? random.weighted(officeDegrees) : null };
}

const teacherDegrees = [
  ["S.Pd.", 70],
  ["S.Pd., M.Pd.", 12],
  ["S.Si.", 5],
  ["S.Kom.", 5],
  ["S.Ag.", 4],
  ["S.Sn.", 4],
] as const;

const officeDegrees = [
  ["S.E.", 4],
  ["S.E., M.M.", 2],
  ["S.H.", 2],
  ["S.Kom.", 2],
  ["A.Md.", 2],
] as const;

const boardPrefixes = [
  ["Dr.", 2],
  ["Ir.", 1],
  ["Prof. Dr.", 1],
] as const;

import type { userStatuses } from "@gloria/db";
import type { DemoCalendar } from "./demo-calendar.ts";
import { findPersona } from "./demo-personas.ts";
import { employmentDeck } from "./employment-deck.ts";
import type { Region } from "./name-pools.ts";
import { type Gender, personName, personTitles } from "./person-name.ts";
import { headOffice, type SchoolPlan } from "./school-plans.ts";
import { officeSeats, schoolSeats, teachingDepartments, vocationalDepartments } from "./seat-catalogue.ts";
import { createSeededRandom, type SeededRandom } from "./seeded-random.ts";

/** Somebody of the foundation, and the seat that is their main one. The planted cases change some of it. */
export interface Person {
  readonly id: string;
  name: string;
  readonly gender: Gender;
  readonly titlePrefix: string | null;
  readonly titleSuffix: string | null;
  readonly birthDate: string;
  /** First day with the foundation. */
  startedOn: string;
  /** First day in the main seat, where it is a later one. */
  seatSince: string | null;
  /** Begins with the year of the first day; null: nobody has given them one (yet). */
  nip: string | null;
  email: string | null;
  username: string | null;
  readonly phone: string;
  status: (typeof userStatuses)[number];
  employment: string;
  activeStatus: "Aktif" | "Cuti" | "Nonaktif sementara" | "Keluar";
  /** Code of the school, or of the head office. */
  readonly school: string;
  readonly seat: string;
  readonly seatName: string;
  readonly seatLevel: number;
  readonly field: string;
  readonly department: string | null;
  /** Holders of one seat are numbered from 0. */
  readonly ordinal: number;
  readonly createdAt: Date;
}

interface SeatHolder
  extends Pick<Person, "school" | "seat" | "seatName" | "seatLevel" | "field" | "department" | "ordinal"> {
  readonly schoolNumber: number;
  readonly region: Region;
}

const singleNameShare = 0.12;

/** One person for every held seat, in the order of the schools, the head office first. Pure. */
export function planPeople(seed: number, calendar: DemoCalendar, plans: readonly SchoolPlan[]): Person[] {
  const random = createSeededRandom(seed, "people");
  const holders = [...officeHolders(), ...plans.flatMap((plan, n) => schoolHolders(plan, n + 1))];
  const singles = new Set(
    random
      .shuffle(holders.filter((holder) => !isPersona(holder)))
      .slice(0, Math.round(holders.length * singleNameShare)),
  );
  const employment = employmentDeck(createSeededRandom(seed, "employment"), holders);
  const addresses = new Set<string>();
  return holders.map((holder, n) =>
    planPerson(random, calendar, holder, {
      single: singles.has(holder),
      serial: n + 1,
      employment: employment[n] ?? "GTY",
      addresses,
    }),
  );
}

interface PersonFacts {
  readonly single: boolean;
  readonly serial: number;
  readonly employment: string;
  /** E-mail addresses given so far. */
  readonly addresses: Set<string>;
}

function planPerson(random: SeededRandom, calendar: DemoCalendar, holder: SeatHolder, facts: PersonFacts): Person {
  const { schoolNumber, region, ...seat } = holder;
  const gender = random.weighted(genderWeights(holder));
  const name = personName(random, region, gender, facts.single);
  const yearNow = Number(calendar.today.slice(0, 4));
  const birthYear = yearNow - random.between(holder.seatLevel <= 5 ? 38 : 23, holder.seatLevel <= 3 ? 68 : 59);
  const birthDate = `${birthYear}-${twoDigits(random.between(1, 12))}-${twoDigits(random.between(1, 28))}`;
  // Everybody began at least a year before, as an adult; newcomers are among the planted cases.
  const startYear = random.between(Math.max(birthYear + 22, yearNow - 28), yearNow - 2);
  const startedOn = `${startYear}-${random.weighted(startMonths)}-01`;
  const persona = findPersona(holder);
  return {
    id: random.id(calendar.founded.getTime()),
    name,
    gender,
    ...personTitles(random, { field: holder.field, level: holder.seatLevel, gender, birthYear }),
    birthDate,
    startedOn,
    seatSince: null,
    nip: `${startYear}${twoDigits(schoolNumber)}${String(facts.serial).padStart(4, "0")}`,
    email: persona?.email ?? newAddress(name, facts.addresses),
    username: null,
    phone: `+62000${random.digits(7)}`,
    status: "active",
    employment: facts.employment,
    activeStatus: "Aktif",
    ...seat,
    createdAt: calendar.founded,
  };
}

/** `agus.santoso@demo.example`; the second of that name gets `agus.santoso2`. */
export function newAddress(name: string, taken: Set<string>): string {
  const stem = name.toLowerCase().replace(/[^a-z]+/g, ".");
  for (let n = 1; ; n += 1) {
    const address = `${stem}${n === 1 ? "" : n}@demo.example`;
    if (!taken.has(address)) {
      taken.add(address);
      return address;
    }
  }
}

/** Makes somebody a newcomer of that day; their number follows. */
export function beginOn(person: Person, date: string): void {
  person.startedOn = date;
  if (person.nip !== null) person.nip = `${date.slice(0, 4)}${person.nip.slice(4)}`;
}

export function isPersona(holder: Pick<Person, "school" | "seat" | "ordinal">): boolean {
  return findPersona(holder) !== null;
}

function officeHolders(): SeatHolder[] {
  return officeSeats.flatMap((seat) =>
    Array.from({ length: seat.people }, (_, ordinal) => ({
      school: headOffice.code,
      schoolNumber: 0,
      region: headOffice.region,
      seat: seat.code,
      seatName: seat.name,
      seatLevel: seat.level,
      field: seat.field,
      department: seat.department,
      ordinal,
    })),
  );
}

function schoolHolders(plan: SchoolPlan, schoolNumber: number): SeatHolder[] {
  return schoolSeats.flatMap((seat) =>
    Array.from({ length: plan.people[seat.code] ?? 0 }, (_, ordinal) => ({
      school: plan.code,
      schoolNumber,
      region: plan.region,
      seat: seat.code,
      seatName: seat.name,
      seatLevel: seat.level,
      field: seat.field,
      department: departmentOf(plan, seat.code, seat.department, ordinal),
      ordinal,
    })),
  );
}

/** Teachers belong to the department of their subject, heads of programme to their programme's. */
function departmentOf(plan: SchoolPlan, seat: string, department: string | null, ordinal: number): string | null {
  if (seat === "KAPROG") return vocationalDepartments[ordinal % vocationalDepartments.length] ?? department;
  const isTeacher = seat === "GURU" || seat === "GURU_MAPEL";
  if (!isTeacher || plan.level === "TK") return department;
  const subjects = plan.level === "SMK" ? [...teachingDepartments, ...vocationalDepartments] : [...teachingDepartments];
  return subjects[ordinal % subjects.length] ?? department;
}

function genderWeights(holder: SeatHolder): readonly (readonly [Gender, number])[] {
  if (holder.seat === "SATPAM")
    return [
      ["L", 95],
      ["P", 5],
    ];
  if (holder.field === "Pendidik")
    return [
      ["L", 36],
      ["P", 64],
    ];
  return [
    ["L", 55],
    ["P", 45],
  ];
}

const startMonths = [
  ["07", 7],
  ["01", 4],
  ["10", 1],
] as const;

function twoDigits(n: number): string {
  return String(n).padStart(2, "0");
}

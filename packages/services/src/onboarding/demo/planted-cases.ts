import { AppError } from "@gloria/core";
import { addDays, type DemoCalendar } from "./demo-calendar.ts";
import { beginOn, isPersona, newAddress, type Person } from "./plan-people.ts";
import { headOffice, type SchoolPlan } from "./school-plans.ts";
import { createSeededRandom } from "./seeded-random.ts";

/** A seat held beside, before or after somebody's main one. Dates are half-open. */
export interface ExtraAssignment {
  readonly person: Person;
  readonly school: string;
  readonly seat: string;
  readonly kind: "DEFINITIF" | "PLT" | "PLH";
  readonly ftePercent: number;
  readonly from: string;
  readonly until: string | null;
  readonly isPrimary: boolean;
}

/** What the demo foundation shows on purpose, beside its regular people. */
export interface PlantedCases {
  /** Former staff, an account made twice, accounts deleted: people without a seat today. */
  readonly others: readonly Person[];
  readonly extra: readonly ExtraAssignment[];
  /** FTE of the main seat where it is not 100. */
  readonly fteOf: ReadonlyMap<Person, number>;
  /** Last day + 1 in the main seat. */
  readonly leavesOn: ReadonlyMap<Person, string>;
  readonly deletedOn: ReadonlyMap<Person, Date>;
  /** Days ago that somebody was invited or suspended, or left. */
  readonly changedDaysAgo: ReadonlyMap<Person, number>;
}

/** Changes `people` where a case asks for it (status, first day, address) and answers the rest. */
export function plantCases(
  seed: number,
  calendar: DemoCalendar,
  plans: readonly SchoolPlan[],
  people: readonly Person[],
): PlantedCases {
  const random = createSeededRandom(seed, "planted");
  const extra: ExtraAssignment[] = [];
  const fteOf = new Map<Person, number>();
  const leavesOn = new Map<Person, string>();
  const deletedOn = new Map<Person, Date>();
  const changedDaysAgo = new Map<Person, number>();
  const others: Person[] = [];
  const special = new Set<Person>(people.filter(isPersona));
  const addresses = new Set(people.flatMap(({ email }) => email ?? []));

  function holder(school: string, seat: string, ordinal = 0): Person {
    const person = people.find((one) => one.school === school && one.seat === seat && one.ordinal === ordinal);
    if (person === undefined) throw missing(`${school} ${seat} ${ordinal}`);
    special.add(person);
    return person;
  }

  function plant(
    person: Person,
    school: string,
    seat: string,
    kind: ExtraAssignment["kind"],
    ftePercent: number,
    from: string,
    until: string | null,
  ): void {
    extra.push({ person, school, seat, kind, ftePercent, from, until, isPrimary: false });
  }

  // Acting holders keep their own seat: four days a week there, one in the other.
  function plantActing(person: Person, school: string, seat: string, kind: "PLT" | "PLH", from: number, until: number) {
    fteOf.set(person, 80);
    plant(person, school, seat, kind, 20, calendar.date(from), calendar.date(until));
  }
  plantActing(holder("SMK-MKS", "WAKUR"), "SMK-MKS", "KEPSEK", "PLT", -40, 50);
  plantActing(holder("SMP-SMG", "WAKUR"), "SMP-SMG", "KEPSEK", "PLH", -3, 5);
  holder("SMP-SMG", "KEPSEK").activeStatus = "Cuti";
  plantActing(holder("SMK-MKS", "STAF_TU"), "SMK-MKS", "PUSTAKAWAN", "PLT", -60, 3);
  plantActing(holder("SD-SMG", "GURU_KELAS"), "SD-SMG", "WAKASIS", "PLT", -45, 0);
  fteOf.delete(holder("SD-SMG", "GURU_KELAS"));
  holder("SD-SMG", "WAKASIS").seatSince = calendar.today;

  const shared = holder("SMA-SMG", "GURU", 1);
  fteOf.set(shared, 60);
  plant(shared, "SMP-SMG", "GURU_PARUH", "DEFINITIF", 40, calendar.date(-120), null);
  const overloaded = holder("SD-JPR", "GURU_MAPEL");
  plant(overloaded, "SD-JPR", "GURU_PARUH", "DEFINITIF", 20, calendar.date(-90), null);

  const moving = holder("SMA-SMG", "PUSTAKAWAN");
  leavesOn.set(moving, calendar.date(14));
  extra.push({
    person: moving,
    school: "SMK-MKS",
    seat: "PUSTAKAWAN",
    kind: "DEFINITIF",
    ftePercent: 100,
    from: calendar.date(14),
    until: null,
    isPrimary: true,
  });

  // Home-room teachers: the first teachers of each school after the one (or, at the SMA, the two) with a case of
  // their own.
  const homerooms = homeroomTeachers(plans, people);
  for (const person of homerooms) {
    const isTriple = person.school === "SMA-SMG" && person.ordinal === 2;
    fteOf.set(person, isTriple ? 70 : 80);
    plant(
      person,
      person.school,
      "WALI_KELAS",
      "DEFINITIF",
      isTriple ? 15 : 20,
      laterOf(person.startedOn, calendar.date(-140)),
      null,
    );
    if (isTriple) {
      special.add(person);
      plant(person, person.school, "KEPALA_LAB", "DEFINITIF", 15, calendar.date(-140), null);
    }
  }
  const inHomeroom = new Set(homerooms);

  // A name in one word and the same in two, each with an account of its own.
  const spelledInOne =
    people.find(({ school, gender, name }) => school === "SD-SMG" && gender === "P" && !name.includes(" ")) ??
    holder("SD-SMG", "GURU_MAPEL");
  special.add(spelledInOne);
  spelledInOne.name = "Nurhayati";
  spelledInOne.email = newAddress("Nurhayati", addresses);
  const twin = extraPerson(spelledInOne, "Nur Hayati", null);
  twin.status = "invited";
  changedDaysAgo.set(twin, 9);
  others.push(twin);

  const ordinary = random.shuffle(
    people.filter(
      (one) => !special.has(one) && !inHomeroom.has(one) && one.school !== headOffice.code && one.seatLevel >= 7,
    ),
  );
  const next = (fits: (person: Person) => boolean) => {
    const place = ordinary.findIndex(fits);
    const [person] = place < 0 ? [] : ordinary.splice(place, 1);
    if (person === undefined) throw missing("an ordinary person for a planted case");
    return person;
  };
  for (let n = 0; n < 5; n += 1) {
    const person = next(({ seat }) => seat === "SATPAM" || seat === "KEBERSIHAN");
    person.email = null;
    person.username = person.nip;
  }
  for (let n = 0; n < 7; n += 1) {
    const person = next(({ field }) => field === "Pendidik");
    person.status = "invited";
    beginOn(person, calendar.date(-n - 1));
    changedDaysAgo.set(person, n + 1);
  }
  for (let n = 0; n < 6; n += 1) {
    const person = next(() => true);
    person.status = "suspended";
    person.activeStatus = "Nonaktif sementara";
    changedDaysAgo.set(person, 4 + n * 9);
  }
  for (let n = 0; n < 9; n += 1) {
    const successor = next(({ field }) => field === "Pendidik");
    const daysAgo = 20 + n * 14;
    const predecessor = extraPerson(successor, null, n + 1);
    beginOn(successor, calendar.date(-daysAgo));
    resign(predecessor, daysAgo);
  }
  resign(formerPrincipal(), 40);
  for (let n = 0; n < 3; n += 1) {
    const person = extraPerson(
      next(() => true),
      `Akun Uji ${n + 1}`,
      null,
    );
    deletedOn.set(person, calendar.workingTime(6 + n * 5, 10, 15 + n));
    others.push(person);
  }

  function resign(person: Person, daysAgo: number): void {
    person.status = "resigned";
    person.activeStatus = "Keluar";
    beginOn(person, laterOf(addDays(person.birthDate, 22 * 366), calendar.date(-daysAgo - 2500)));
    leavesOn.set(person, calendar.date(-daysAgo));
    changedDaysAgo.set(person, daysAgo);
    others.push(person);
  }

  /** Another account at the same seat; `name` null: somebody else's, `serial` null: without a NIP. */
  function extraPerson(model: Person, name: string | null, serial: number | null): Person {
    const called = name ?? random.shuffle(people).find((one) => one.gender === model.gender)?.name ?? model.name;
    return {
      ...model,
      id: random.id(calendar.founded.getTime()),
      name: called,
      nip: serial === null ? null : `${model.startedOn.slice(0, 4)}99${String(serial).padStart(4, "0")}`,
      email: newAddress(called, addresses),
      phone: `+62000${random.digits(7)}`,
      status: "active",
      activeStatus: "Aktif",
    };
  }

  function formerPrincipal(): Person {
    const deputy = holder("SMK-MKS", "WAKUR");
    return {
      ...extraPerson(deputy, null, 10),
      seat: "KEPSEK",
      seatName: "Kepala Sekolah",
      seatLevel: 4,
      department: null,
      ordinal: 0,
    };
  }

  return { others, extra, fteOf, leavesOn, deletedOn, changedDaysAgo };
}

function homeroomTeachers(plans: readonly SchoolPlan[], people: readonly Person[]): Person[] {
  return plans.flatMap((plan) => {
    const teachers = people.filter(({ school, seat }) => school === plan.code && seat === "GURU");
    return teachers.slice(2, 2 + (plan.extraSeats.WALI_KELAS ?? 0));
  });
}

function laterOf(one: string, two: string): string {
  return one > two ? one : two;
}

function missing(what: string): AppError {
  return new AppError("service.internal", {}, { cause: new Error(`the demo plan has no ${what}`) });
}

import type { Region } from "./name-pools.ts";
import { type SeatCode, type SeatCounts, schoolSeats } from "./seat-catalogue.ts";

export type DemoLevel = "TK" | "SD" | "SMP" | "SMA" | "SMK";

/** One school of the foundation and how many people hold which seat. */
export interface SchoolPlan {
  readonly code: string;
  readonly npsn: string;
  readonly name: string;
  readonly level: DemoLevel;
  readonly city: string;
  readonly province: string;
  readonly timeZone: string;
  readonly region: Region;
  readonly people: SeatCounts;
  /** Seats beyond the people, vacant or filled by people of other seats. */
  readonly extraSeats: SeatCounts;
}

interface Place {
  readonly city: string;
  readonly province: string;
  readonly timeZone: string;
  readonly region: Region;
}

const semarang: Place = {
  city: "Semarang",
  province: "Jawa Tengah",
  timeZone: "Asia/Jakarta",
  region: "central_java",
};
const makassar: Place = {
  city: "Makassar",
  province: "Sulawesi Selatan",
  timeZone: "Asia/Makassar",
  region: "south_sulawesi",
};
const jayapura: Place = { city: "Jayapura", province: "Papua", timeZone: "Asia/Jayapura", region: "papua" };

export const headOffice = { ...semarang, code: "KANTOR", name: "Kantor Pusat Yayasan Contoh Nusantara" } as const;

const smaPeople: SeatCounts = {
  KEPSEK: 1,
  WAKUR: 1,
  WAKASIS: 1,
  WASAR: 1,
  WAHUM: 1,
  KATU: 1,
  BEND: 1,
  STAF_TU: 4,
  OPERATOR: 1,
  PUSTAKAWAN: 1,
  LABORAN: 2,
  TEKNISI: 2,
  SATPAM: 4,
  KEBERSIHAN: 6,
  KOORD_BK: 1,
  GURU_BK: 2,
  GURU: 44,
};

const smkPeople: SeatCounts = {
  KEPSEK: 0,
  WAKUR: 1,
  WAKASIS: 1,
  WASAR: 1,
  WAHUM: 1,
  KAPROG: 3,
  KATU: 1,
  BEND: 1,
  STAF_TU: 5,
  OPERATOR: 1,
  PUSTAKAWAN: 0,
  LABORAN: 4,
  TEKNISI: 3,
  SATPAM: 4,
  KEBERSIHAN: 6,
  KOORD_BK: 1,
  GURU_BK: 2,
  GURU: 51,
};

const smpPeople: SeatCounts = {
  KEPSEK: 1,
  WAKUR: 1,
  WAKASIS: 1,
  WASAR: 1,
  WAHUM: 1,
  KATU: 1,
  BEND: 1,
  STAF_TU: 3,
  OPERATOR: 1,
  PUSTAKAWAN: 1,
  LABORAN: 1,
  TEKNISI: 1,
  SATPAM: 3,
  KEBERSIHAN: 4,
  KOORD_BK: 1,
  GURU_BK: 1,
  GURU: 35,
};

const sdPeople: SeatCounts = {
  KEPSEK: 1,
  WAKUR: 1,
  WAKASIS: 1,
  KATU: 1,
  BEND: 1,
  STAF_TU: 3,
  OPERATOR: 1,
  PUSTAKAWAN: 1,
  TEKNISI: 1,
  SATPAM: 4,
  KEBERSIHAN: 5,
  GURU_BK: 1,
  GURU_KELAS: 24,
  GURU_MAPEL: 17,
};

const sdSmallPeople: SeatCounts = {
  KEPSEK: 1,
  WAKUR: 1,
  KATU: 1,
  BEND: 1,
  STAF_TU: 1,
  OPERATOR: 1,
  PUSTAKAWAN: 1,
  SATPAM: 2,
  KEBERSIHAN: 3,
  GURU_KELAS: 12,
  GURU_MAPEL: 10,
};

const tkPeople: SeatCounts = { KEPSEK: 1, KOORD_TK: 1, STAF_TU: 1, SATPAM: 1, KEBERSIHAN: 2, GURU: 12 };

/** The six schools of the demo foundation. Vacant seats are those of the planted cases. */
export const demoSchools: readonly SchoolPlan[] = [
  school("TK-SMG", 1, "TK Contoh Nusantara Semarang", "TK", semarang, tkPeople),
  school("SD-SMG", 2, "SD Contoh Nusantara Semarang", "SD", semarang, sdPeople),
  school("SMP-SMG", 3, "SMP Contoh Nusantara Semarang", "SMP", semarang, smpPeople, { WALI_KELAS: 15, GURU_PARUH: 1 }),
  school("SMA-SMG", 4, "SMA Contoh Nusantara Semarang", "SMA", semarang, smaPeople, { WALI_KELAS: 18, KEPALA_LAB: 1 }),
  school("SMK-MKS", 5, "SMK Contoh Nusantara Makassar", "SMK", makassar, smkPeople, {
    WALI_KELAS: 21,
    KEPSEK: 1,
    PUSTAKAWAN: 1,
  }),
  school("SD-JPR", 6, "SD Contoh Nusantara Jayapura", "SD", jayapura, sdSmallPeople, { GURU_PARUH: 1 }),
];

function school(
  code: string,
  number: number,
  name: string,
  level: DemoLevel,
  place: Place,
  people: SeatCounts,
  extraSeats: SeatCounts = {},
): SchoolPlan {
  // Real NPSN never begin with 99000: nobody's school is named by accident.
  const npsn = `9900${String(number).padStart(4, "0")}`;
  return { code, npsn, name, level, ...place, people, extraSeats };
}

const largeKinds = [
  ["SD", sdPeople, semarang],
  ["SMP", smpPeople, makassar],
  ["SMA", smaPeople, semarang],
  ["SMK", { ...smkPeople, KEPSEK: 1, PUSTAKAWAN: 1 }, jayapura],
] as const satisfies readonly (readonly [DemoLevel, SeatCounts, Place])[];

/** Fifty schools whose people, with the head office's `officePeople`, are `total`: the six, and larger ones. */
export function largeSchools(total: number, officePeople: number): readonly SchoolPlan[] {
  const count = 50 - demoSchools.length;
  const rest = total - officePeople - demoSchools.reduce((sum, plan) => sum + countPeople(plan.people), 0);
  const more = Array.from({ length: count }, (_, n) => {
    const [level, base, place] = largeKinds[n % largeKinds.length] ?? largeKinds[0];
    const size = Math.floor(rest / count) + (n < rest % count ? 1 : 0);
    const number = demoSchools.length + n + 1;
    const teachers: SeatCode = level === "SD" ? "GURU_MAPEL" : "GURU";
    const others = countPeople(base) - (base[teachers] ?? 0);
    const people: SeatCounts = { ...base, [teachers]: size - others };
    const extra: SeatCounts = level === "SD" ? {} : { WALI_KELAS: Math.floor((size - others) * 0.4) };
    return school(`${level}-${number}`, number, `${level} Contoh Nusantara ${number}`, level, place, people, extra);
  });
  return [...demoSchools, ...more];
}

export function countPeople(people: SeatCounts): number {
  return schoolSeats.reduce((sum, { code }) => sum + (people[code] ?? 0), 0);
}

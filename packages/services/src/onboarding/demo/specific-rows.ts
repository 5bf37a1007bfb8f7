import type { SpecificField } from "@gloria/contracts";
import type { EmployeeInsert } from "./people-rows.ts";
import { personName } from "./person-name.ts";
import { createSeededRandom } from "./seeded-random.ts";

/** Specific data of one employee, to be sealed when it is written. */
export type DemoSpecific = Readonly<Partial<Record<SpecificField, string>>>;

const religions = [
  ["Islam", 62],
  ["Kristen", 16],
  ["Katolik", 14],
  ["Hindu", 5],
  ["Buddha", 2],
  ["Konghucu", 1],
] as const;

/**
 * Specific data of every employee, by the row's id. NIK, family card and NPWP begin with 99, which is no region and no
 * taxpayer; bank and streets are made up. Pure.
 */
export function specificRows(seed: number, employees: readonly EmployeeInsert[]): ReadonlyMap<string, DemoSpecific> {
  const random = createSeededRandom(seed, "specific");
  return new Map(
    employees.map((employee, n) => {
      const { id, name, gender, birthDate, location } = employee;
      const serial = String(n + 1)
        .padStart(4, "0")
        .slice(-4);
      const isMarried = random.next() < 0.7;
      const specific: DemoSpecific = {
        ...(birthDate == null ? {} : { nik: nikOf(random.digits(4), birthDate, gender === "P", serial) }),
        noKk: `99${random.digits(14)}`,
        npwp: `99${random.digits(13)}`,
        taxpayerName: name,
        nationality: "Indonesia",
        religion: random.weighted(religions),
        maritalStatus: isMarried ? "Kawin" : "Belum kawin",
        motherName: personName(random, "central_java", "P", false),
        ...(isMarried ? { spouseName: personName(random, "central_java", gender === "P" ? "L" : "P", false) } : {}),
        birthPlace: location ?? "Semarang",
        street: `Jalan Contoh Nomor ${random.between(1, 199)}`,
        rt: `00${random.between(1, 9)}`,
        rw: `00${random.between(1, 9)}`,
        village: "Desa Contoh",
        district: "Kecamatan Contoh",
        postalCode: `99${random.digits(3)}`,
        bankName: "Bank Contoh",
        bankAccountNumber: `99${random.digits(8)}`,
        bankAccountHolder: name,
      };
      return [id, specific];
    }),
  );
}

function nikOf(region: string, birthDate: string, isWoman: boolean, serial: string): string {
  const day = String(Number(birthDate.slice(8, 10)) + (isWoman ? 40 : 0)).padStart(2, "0");
  return `99${region}${day}${birthDate.slice(5, 7)}${birthDate.slice(2, 4)}${serial}`;
}

import type { DemoCalendar } from "./demo-calendar.ts";
import type { EmployeeInsert } from "./people-rows.ts";
import { type Gender, personName } from "./person-name.ts";
import type { OrganisationPlan } from "./plan-organisation.ts";
import type { SchoolPlan } from "./school-plans.ts";
import { createSeededRandom } from "./seeded-random.ts";

export interface TraineeRowsInput {
  readonly seed: number;
  readonly calendar: DemoCalendar;
  readonly tenantId: string;
  readonly organisation: OrganisationPlan;
  readonly plans: readonly SchoolPlan[];
}

const trainees = 5;
/** So many of them have no number of their own yet. */
export const provisionalTrainees = 2;

/** Trainees of this month: recorded as employees, without a position and without an account. Pure. */
export function traineeRows(input: TraineeRowsInput): EmployeeInsert[] {
  const { calendar, organisation, plans, tenantId } = input;
  const random = createSeededRandom(input.seed, "trainees");
  return Array.from({ length: trainees }, (_, n) => {
    const plan = plans[n % plans.length];
    const gender = random.pick<Gender>(["L", "P"]);
    const startedOn = calendar.date(-3 - n * 4);
    const year = Number(startedOn.slice(0, 4));
    const createdAt = calendar.workingTime(2 + n * 4, 9, 10 + n);
    return {
      tenantId,
      id: random.id(createdAt.getTime()),
      nip: n < provisionalTrainees ? `PROV-00000${n + 1}` : `${year}97000${n + 1}`,
      name: personName(random, plan?.region ?? "central_java", gender, false),
      gender,
      birthDate: `${year - random.between(22, 26)}-0${random.between(1, 9)}-${random.between(10, 28)}`,
      startedOn,
      permanentOn: null,
      employmentStatus: "Magang",
      workingTime: "Penuh waktu",
      section: plan?.name ?? null,
      location: plan?.city ?? null,
      field: "Tenaga Kependidikan",
      employeeKind: "Karyawan Magang",
      activeStatus: "Aktif",
      mobile: `+62000${random.digits(7)}`,
      email: null,
      rfid: null,
      nuptk: null,
      schoolId: plan === undefined ? null : organisation.schoolId(plan.code),
      createdAt,
      updatedAt: createdAt,
    };
  });
}

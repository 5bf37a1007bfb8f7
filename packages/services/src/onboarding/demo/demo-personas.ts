import type { DemoRole } from "@gloria/contracts";
import { headOffice } from "./school-plans.ts";

/** Whom one may sign in as to look at the demo foundation. */
export interface DemoPersona {
  readonly email: string;
  readonly tenant: "demo" | "platform" | "lain";
  readonly role: DemoRole;
  /** Whose seat it is; null for those of the small tenants. */
  readonly seat: { readonly school: string; readonly seat: string; readonly ordinal: number } | null;
}

export const demoPersonas: readonly DemoPersona[] = [
  persona("admin@demo.example", "administrator", headOffice.code, "KA_TI"),
  persona("kepsek@demo.example", "principal", "SMA-SMG", "KEPSEK"),
  persona("guru@demo.example", "teacher", "SMA-SMG", "GURU"),
  persona("bendahara@demo.example", "treasurer", headOffice.code, "BEND_YAYASAN"),
  persona("auditor@demo.example", "auditor", headOffice.code, "AUDITOR"),
  { email: "operator@demo.example", tenant: "platform", role: "operator", seat: null },
  { email: "admin@lain.example", tenant: "lain", role: "administrator", seat: null },
];

/** The persona who holds this seat; null for everybody else. */
export function findPersona(holder: {
  readonly school: string;
  readonly seat: string;
  readonly ordinal: number;
}): DemoPersona | null {
  const found = demoPersonas.find(
    ({ seat }) =>
      seat !== null && seat.school === holder.school && seat.seat === holder.seat && seat.ordinal === holder.ordinal,
  );
  return found ?? null;
}

function persona(email: string, role: DemoPersona["role"], school: string, seat: string): DemoPersona {
  return { email, tenant: "demo", role, seat: { school, seat, ordinal: 0 } };
}

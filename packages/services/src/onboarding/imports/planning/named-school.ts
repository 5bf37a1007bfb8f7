import type { ImportFieldValues } from "@gloria/contracts";
import type { KnownOrganisation } from "./known-organisation.ts";
import type { SchoolRow } from "./place-effect.ts";

/** The school that a row names, by its code or another system's name for it; null when it names none. */
export function namedSchool(
  organisation: KnownOrganisation,
  fields: Pick<ImportFieldValues<"people">, "schoolCode" | "schoolExternalId">,
): SchoolRow | "unknown" | null {
  if (fields.schoolCode != null) return organisation.school(fields.schoolCode) ?? "unknown";
  if (fields.schoolExternalId == null) return null;
  const id = organisation.named("school", fields.schoolExternalId);
  return (id === null ? null : organisation.schoolById(id)) ?? "unknown";
}

import type { Explanation } from "@gloria/permissions";
import { decisionRecord } from "./decision-record.ts";
import type { AuditFacts } from "./record-audit.ts";

/** What the audit log keeps of a refusal: why, and to what in which school something was to be done. */
export function deniedFacts(explanation: Explanation): AuditFacts {
  const { target, region } = explanation.asked;
  return { ...placeOf(target, region), decisions: [decisionRecord(explanation)] };
}

function placeOf(
  target: Explanation["asked"]["target"],
  region: Explanation["asked"]["region"],
): Pick<AuditFacts, "targets" | "schoolId"> {
  if (region?.scope === "SCHOOL") {
    const { schoolId } = region;
    return { targets: [{ type: "school", id: schoolId }], schoolId };
  }
  if (region?.scope === "DEPARTMENT") {
    return { targets: [{ type: "department", id: region.departmentId }], schoolId: region.schoolId };
  }
  // Of several schools the first: of a person that is their own, which events about them name as well.
  const schoolId = target?.schoolIds?.[0] ?? null;
  return { schoolId, ...(target?.resource === undefined ? {} : { targets: [target.resource] }) };
}

import type { permissionTemplateApplications, permissionTemplates, permissionTemplateVersions } from "@gloria/db";
import type { AccessPlanner } from "./access-planner.ts";
import type { DemoCalendar } from "./demo-calendar.ts";
import { committeeRole, type Right } from "./role-catalogue.ts";
import type { SeededRandom } from "./seeded-random.ts";

export interface TemplatePlan {
  readonly templates: (typeof permissionTemplates.$inferInsert)[];
  readonly versions: (typeof permissionTemplateVersions.$inferInsert)[];
  readonly applications: (typeof permissionTemplateApplications.$inferInsert)[];
}

const applied: readonly Right[] = [
  ["user:read", "SCHOOL"],
  ["invitation:create", "SCHOOL"],
  ["invitation:read", "SCHOOL"],
];

/** One more than was applied: what was given under the first version has drifted from the second. */
const revised: readonly Right[] = [...applied, ["export:create", "SCHOOL"]];

const name = "Panitia penerimaan murid baru";

/** The bundle of the committee, which its role was given before the bundle grew. */
export function planTemplates(
  planner: AccessPlanner,
  tenantId: string,
  calendar: DemoCalendar,
  random: SeededRandom,
): TemplatePlan {
  const templateId = random.id(calendar.founded.getTime());
  const [createdAt, appliedAt, revisedAt] = [
    calendar.founded,
    calendar.workingTime(9, 9, 10),
    calendar.workingTime(4, 10, 5),
  ];
  const roleId = planner.roleId(committeeRole.code);
  const made = applied.map(([code, scope]) => ({
    grantId: planner.grant({ kind: "role", id: roleId }, code, scope, { source: "template", createdAt: appliedAt }),
    ...rightRow([code, scope]),
  }));
  const row = { tenantId, templateId };
  return {
    templates: [
      {
        tenantId,
        id: templateId,
        kind: "role",
        code: "panitia-ppdb",
        name,
        description: "Untuk masa penerimaan murid baru: melihat orang di sekolahnya dan mengundang panitia.",
        currentVersion: 2,
        version: 2,
        createdAt,
        updatedAt: revisedAt,
      },
    ],
    versions: [
      { ...row, number: 1, grants: applied.map(rightRow), createdAt },
      { ...row, number: 2, grants: revised.map(rightRow), createdAt: revisedAt },
    ],
    applications: [
      {
        tenantId,
        id: random.id(calendar.founded.getTime()),
        templateId,
        templateVersion: 1,
        subjectKind: "role",
        subjectId: roleId,
        reason: "Persiapan PPDB",
        made,
        createdAt: appliedAt,
      },
    ],
  };
}

function rightRow([code, scope, effect]: Right) {
  return { code, scope, effect: effect ?? ("ALLOW" as const), condition: null };
}

import type { permissionTemplateApplications, permissionTemplates, permissionTemplateVersions } from "@gloria/db";
import type { AccessPlanner } from "./access-planner.ts";
import type { AuditEventFacts, createAuditWriter } from "./audit-writer.ts";
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

/** How the templates came about, as the audit log tells it: made, applied, revised. */
export function writeTemplates(
  write: ReturnType<typeof createAuditWriter>["write"],
  { templates, versions, applications }: TemplatePlan,
  { actor, roleName }: { readonly actor: AuditEventFacts["actor"]; readonly roleName: (id: string) => string },
): void {
  for (const { id, code, name: label, kind, description, createdAt } of templates) {
    const entity = { actor, entityType: "permission_template", entityId: id, entityLabel: label } as const;
    for (const version of versions) {
      if (version.templateId !== id || !version.createdAt || !createdAt) continue;
      const { number, grants } = version;
      if (number === 1) {
        write("permission_template.create", {
          ...entity,
          at: createdAt,
          entityVersion: number,
          snapshot: { code, name: label, kind, description, grants },
        });
        continue;
      }
      const before = versions.find((one) => one.templateId === id && one.number === number - 1);
      write("permission_template.update", {
        ...entity,
        at: version.createdAt,
        entityVersion: number,
        snapshot: { code, name: label, description, grantsVersion: number, grants, grantsBefore: before?.grants ?? [] },
      });
    }
    for (const {
      id: applicationId,
      templateId,
      templateVersion,
      subjectId,
      reason,
      made,
      createdAt: at,
    } of applications) {
      if (templateId !== id || !at) continue;
      write("permission_template.apply", {
        at,
        actor,
        entityType: "permission_template_application",
        entityId: applicationId,
        entityLabel: label,
        targets: [
          { type: "permission_template", id, label },
          { type: "role", id: subjectId, label: roleName(subjectId) },
        ],
        ...(reason ? { reason } : {}),
        snapshot: { grantsVersion: templateVersion, grants: made.map(({ grantId }) => grantId) },
      });
    }
  }
}

function rightRow([code, scope, effect]: Right) {
  return { code, scope, effect: effect ?? ("ALLOW" as const), condition: null };
}

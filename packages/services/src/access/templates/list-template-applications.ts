import {
  type ListTemplateApplicationsInput,
  listTemplateApplicationsInput,
  type Page,
  type TemplateApplication,
  type TemplateGrant,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { grants, permissionTemplateApplications, type TenantTransaction } from "@gloria/db";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { decodeCursor, instantKey, pageFrom, parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { type HeldGrant, isInTerm, loadHeldGrants } from "./compare-rights.ts";
import { loadTemplate, sameRight, templateTarget, toTemplateGrant } from "./template-queries.ts";

type ApplicationRow = typeof permissionTemplateApplications.$inferSelect;

const sort = "-createdAt";

/**
 * To whom a template was given, newest first, each with what the subject has against the template as it is now.
 *
 * Errors: `access.denied`, `permission_template.not_found`.
 */
export async function listTemplateApplications(
  services: Services,
  ctx: TenantContext,
  input: ListTemplateApplicationsInput,
): Promise<Page<TemplateApplication>> {
  const { id, limit, cursor } = parseInput(listTemplateApplicationsInput, input);
  const after = decodeCursor(cursor, sort, instantKey);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("permission.template:read");
    const template = await loadTemplate(tx, id);
    const rows = await tx.db
      .select({ row: permissionTemplateApplications, subjectName })
      .from(permissionTemplateApplications)
      .where(
        and(
          eq(permissionTemplateApplications.tenantId, tx.tenantId),
          eq(permissionTemplateApplications.templateId, template.row.id),
          after === null
            ? undefined
            : sql`(${permissionTemplateApplications.createdAt}, ${permissionTemplateApplications.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(permissionTemplateApplications.createdAt), desc(permissionTemplateApplications.id))
      .limit(limit + 1);
    const { now } = await tx.opening;
    const facts = await loadDriftFacts(
      tx,
      rows.map(({ row }) => row),
      template.grants,
    );
    const may = access.can("permission.template:assign", templateTarget(template.row));
    return pageFrom(
      rows,
      limit,
      ({ row, subjectName: name }): TemplateApplication => ({
        id: row.id,
        templateId: row.templateId,
        grantsVersion: row.templateVersion,
        subject: { kind: row.subjectKind, id: row.subjectId, name },
        schoolId: row.schoolId,
        departmentId: row.departmentId,
        validFrom: row.validFrom?.toISOString() ?? null,
        validUntil: row.validUntil?.toISOString() ?? null,
        reason: row.reason,
        createdAt: row.createdAt.toISOString(),
        createdBy: row.createdBy,
        takenBackAt: row.takenBackAt?.toISOString() ?? null,
        drift: driftOf(row, template.grants, facts, now),
        can: { takeBack: row.takenBackAt === null && may },
      }),
      ({ row }) => ({ sort, after: [row.createdAt.toISOString(), row.id] }),
    );
  });
}

const subjectName = sql<string | null>`case ${permissionTemplateApplications.subjectKind}
  when 'user' then (select x.name from gloria.users x where x.tenant_id = ${permissionTemplateApplications.tenantId} and x.id = ${permissionTemplateApplications.subjectId})
  else (select x.name from gloria.roles x where x.tenant_id = ${permissionTemplateApplications.tenantId} and x.id = ${permissionTemplateApplications.subjectId})
end`;

interface DriftFacts {
  /** By subject, what it has of the template's permissions. */
  readonly held: ReadonlyMap<string, readonly HeldGrant[]>;
  /** Ids of grants that applications made and that are still open. */
  readonly open: ReadonlySet<string>;
}

async function loadDriftFacts(
  tx: TenantTransaction,
  rows: readonly ApplicationRow[],
  template: readonly TemplateGrant[],
): Promise<DriftFacts> {
  const codes = template.map(({ code }) => code);
  const idsOf = (kind: "role" | "user") =>
    rows.flatMap((row) => (row.subjectKind === kind && row.takenBackAt === null ? row.subjectId : []));
  const madeIds = rows.flatMap(({ made }) => made.map(({ grantId }) => grantId));
  const [ofRoles, ofUsers, open] = await Promise.all([
    loadHeldGrants(tx, "role", idsOf("role"), codes),
    loadHeldGrants(tx, "user", idsOf("user"), codes),
    madeIds.length === 0
      ? []
      : tx.db
          .select({ id: grants.id })
          .from(grants)
          .where(
            and(
              eq(grants.tenantId, tx.tenantId),
              inArray(grants.id, madeIds),
              sql`${grants.endedAt} is null and (${grants.validUntil} is null or ${grants.validUntil} > now())`,
            ),
          ),
  ]);
  const held = new Map<string, HeldGrant[]>();
  for (const grant of [...ofRoles, ...ofUsers]) {
    held.set(grant.subjectId, [...(held.get(grant.subjectId) ?? []), grant]);
  }
  return { held, open: new Set(open.map(({ id }) => id)) };
}

/** Of what was taken back nothing is missing. */
function driftOf(
  row: ApplicationRow,
  template: readonly TemplateGrant[],
  { held, open }: DriftFacts,
  now: Date,
): TemplateApplication["drift"] {
  const term = { place: row, validFrom: row.validFrom, validUntil: row.validUntil };
  const has = held.get(row.subjectId) ?? [];
  const missing =
    row.takenBackAt === null
      ? template.filter((grant) => !has.some((one) => sameRight(grant, one) && isInTerm(one, term, now)))
      : [];
  const extra = row.made.filter(
    (grant) => open.has(grant.grantId) && !template.some((other) => sameRight(grant, other)),
  );
  const ended = row.made.filter((grant) => !open.has(grant.grantId));
  return {
    missing: missing.map(toTemplateGrant),
    extra: extra.map(toTemplateGrant),
    ended: ended.map(toTemplateGrant),
  };
}

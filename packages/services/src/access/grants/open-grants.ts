import type { GrantSubjectKind, PermissionEffect, PermissionScope } from "@gloria/contracts";
import { AppError, newId } from "@gloria/core";
import { grants } from "@gloria/db";
import type { Access } from "@gloria/permissions";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { additionsOf, recordAudits, snapshotOf, type VerbTransaction } from "../../platform/index.ts";
import {
  assertMayGive,
  expandForGrant,
  type Gain,
  type KnownPermissions,
  keepAdministrator,
  type Place,
  type Reach,
  reachesOf,
} from "../escalation/index.ts";
import { assertCondition } from "./assert-condition.ts";
import { assertWindow, type WantedWindow } from "./assert-window.ts";
import { atLine, type Line } from "./at-line.ts";
import { type GrantDataRow, grantColumnClasses } from "./grant-queries.ts";
import { reachesAnywhere, type Subject } from "./subject-places.ts";

/** A grant as a client asks for it. */
export interface WantedGrant extends WantedWindow {
  readonly code: string;
  readonly effect: PermissionEffect;
  readonly scope: PermissionScope;
  readonly condition?: string | null | undefined;
  readonly reason?: string | null | undefined;
  /** Where it stands in a list that was sent in, such as `grants.3`, for a refusal to name. */
  readonly line?: string | undefined;
}

/** Where new grants belong. */
export interface GrantPlace {
  readonly subject: Pick<Subject, "kind" | "id" | "name">;
  /** Of a person the place that is asked for; of others every place at which theirs is exercised. */
  readonly places: readonly Place[];
  /** The place that is written down with it; a person's alone. */
  readonly anchor: Place;
  /** The one thing that it is about, and what permissions see of it. */
  readonly resource?: { readonly type: string; readonly id: string; readonly reach: Reach } | undefined;
  /** Where they come from; by hand where it is left out. */
  readonly source?: "manual" | "template" | "import" | undefined;
}

/**
 * Opens grants after all that can be wrong with them has been asked: that they name something, in time, with a
 * condition that can be answered, at a place where SCHOOL and DEPARTMENT need one, once, and no more than the caller
 * holds. Audits each.
 *
 * @returns the rows, and by row the permissions that it names today
 * @throws AppError `access.unknown_permission`, `access.platform_only`, `access.window_past`, `access.window_order`,
 *   `access.condition_invalid`, `access.anchor_needed`, `grant.exists`, `access.escalation`,
 *   `access.outlasts_support`, `access.last_administrator`
 */
export async function openGrants(
  tx: VerbTransaction,
  access: Access,
  known: KnownPermissions,
  at: GrantPlace,
  wanted: readonly WantedGrant[],
): Promise<{ rows: GrantDataRow[]; permissions: string[][] }> {
  const { now } = await tx.opening;
  const prepared: PreparedGrant[] = [];
  for (const grant of wanted) {
    const line = grant.line === undefined ? null : { path: grant.line, locale: tx.ctx.locale };
    prepared.push(await atLine(line, () => ({ line, ...prepareGrant(tx, known, at, grant, now) })));
  }
  const values = prepared.map(({ value }) => value);
  const permissions = prepared.map(({ codes }) => codes);
  await assertNew(tx, at.subject, values);
  for (const one of prepared) await atLine(one.line, () => assertMayGive(tx, access, gainsOf(one, at)));
  if (values.length === 0) return { rows: [], permissions };
  const insert = () => tx.db.insert(grants).values(values).returning();
  const denies = values.some(({ effect }) => effect === "DENY");
  const rows = denies ? await keepAdministrator(tx, insert) : await insert();
  await recordAudits(
    tx,
    rows.map((row) => ({
      action: "grant.create" as const,
      facts: {
        entity: { type: "grant" as const, id: row.id, label: row.code },
        schoolId: row.schoolId,
        targets: [{ type: at.subject.kind, id: at.subject.id, label: at.subject.name }],
        changes: additionsOf(row, grantColumnClasses),
        snapshot: snapshotOf(row, grantColumnClasses),
        reason: row.reason,
      },
    })),
  );
  return { rows, permissions };
}

/** A row that is to be, and the permissions that it names today. */
interface PreparedGrant {
  readonly line: Line | null;
  readonly value: ReturnType<typeof prepareGrant>["value"];
  readonly codes: string[];
}

function prepareGrant(tx: VerbTransaction, known: KnownPermissions, at: GrantPlace, grant: WantedGrant, now: Date) {
  const codes = expandForGrant(known, grant.code);
  const { actor, locale } = tx.ctx;
  const value = {
    ...assertWindow(grant, now),
    tenantId: tx.tenantId,
    id: newId(),
    subjectKind: at.subject.kind,
    subjectId: at.subject.id,
    code: grant.code,
    effect: grant.effect,
    scope: assertAnchored(grant, at),
    schoolId: at.anchor.schoolId,
    departmentId: at.anchor.departmentId,
    resourceType: at.resource?.type ?? null,
    resourceId: at.resource?.id ?? null,
    condition: assertCondition(grant.condition, grant.code, locale),
    reason: grant.reason ?? null,
    source: at.source ?? ("manual" as const),
    createdBy: actor.kind === "user" ? actor.userId : null,
  };
  return { value, codes };
}

/** What an ALLOW gives; a DENY gives nothing. */
function gainsOf({ value, codes }: PreparedGrant, at: GrantPlace): Gain[] {
  const { effect, scope, validFrom, validUntil } = value;
  if (effect === "DENY") return [];
  const reaches =
    at.resource === undefined ? reachesFor(at.subject.kind, effect, scope, at.places) : [at.resource.reach];
  return [{ codes, reaches, span: { validFrom, validUntil } }];
}

/** {@link reachesOf}, and everywhere where people of any school may come to hold it. */
export function reachesFor(
  kind: GrantSubjectKind,
  effect: PermissionEffect,
  scope: PermissionScope,
  places: readonly Place[],
): Reach[] {
  const isWide = (scope === "SCHOOL" || scope === "DEPARTMENT") && reachesAnywhere(kind, places);
  return isWide ? [{ region: { scope: "ALL" } }] : reachesOf(effect, scope, places);
}

function assertAnchored({ code, scope }: WantedGrant, { subject, anchor }: GrantPlace): PermissionScope {
  if (subject.kind !== "user") return scope;
  const missing =
    (scope === "SCHOOL" && anchor.schoolId === null) || (scope === "DEPARTMENT" && anchor.departmentId === null);
  if (missing) throw new AppError("access.anchor_needed", { permission: code, scope });
  return scope;
}

type NewGrant = Pick<
  GrantDataRow,
  "code" | "effect" | "scope" | "schoolId" | "departmentId" | "resourceType" | "resourceId" | "condition"
> & { readonly validFrom: Date | null; readonly validUntil: Date | null };

/** Under the epoch lock nobody else opens the same one meanwhile. */
async function assertNew(
  tx: VerbTransaction,
  subject: GrantPlace["subject"],
  wanted: readonly NewGrant[],
): Promise<void> {
  const open = await tx.db
    .select()
    .from(grants)
    .where(
      and(
        eq(grants.tenantId, tx.tenantId),
        eq(grants.subjectKind, subject.kind),
        eq(grants.subjectId, subject.id),
        inArray(grants.code, [...new Set(wanted.map(({ code }) => code))]),
        isNull(grants.endedAt),
        sql`(${grants.validUntil} is null or ${grants.validUntil} > now())`,
      ),
    );
  const known = new Map(open.map((row) => [identityOf(row), row.id]));
  for (const grant of wanted) {
    const identity = identityOf(grant);
    const grantId = known.get(identity);
    if (grantId !== undefined) throw new AppError("grant.exists", { permission: grant.code, grantId });
    known.set(identity, "");
  }
}

/** Two grants that say the same about the same, windows included. */
function identityOf(grant: NewGrant): string {
  return JSON.stringify([
    grant.code,
    grant.effect,
    grant.scope,
    grant.schoolId,
    grant.departmentId,
    grant.resourceType,
    grant.resourceId,
    grant.condition,
    grant.validFrom?.getTime() ?? null,
    grant.validUntil?.getTime() ?? null,
  ]);
}

import type { accessReviewItems, accessReviews, delegations, guardrails } from "@gloria/db";
import type { AccessPlan } from "./access-planner.ts";
import type { createAuditWriter } from "./audit-writer.ts";
import type { DemoCalendar } from "./demo-calendar.ts";
import type { OrganisationPlan } from "./plan-organisation.ts";
import type { Person } from "./plan-people.ts";
import type { SeededRandom } from "./seeded-random.ts";

export interface AccessCases {
  readonly delegations: (typeof delegations.$inferInsert)[];
  readonly guardrails: (typeof guardrails.$inferInsert)[];
  readonly accessReviews: (typeof accessReviews.$inferInsert)[];
  readonly accessReviewItems: (typeof accessReviewItems.$inferInsert)[];
}

export interface AccessCasesInput {
  readonly random: SeededRandom;
  readonly calendar: DemoCalendar;
  readonly tenantId: string;
  readonly organisation: OrganisationPlan;
  readonly people: readonly Person[];
  readonly access: AccessPlan;
}

const dayMs = 24 * 60 * 60 * 1000;
const school = "SMA-SMG";
const decidedItems = 9;

/**
 * What is in motion among the rights: a principal who lends some of theirs while away, a loan that is over, duties that
 * are kept apart, and a review of one school's rights that is half done.
 */
export function accessCases(input: AccessCasesInput): AccessCases {
  const { calendar, people } = input;
  const none: AccessCases = { delegations: [], guardrails: [], accessReviews: [], accessReviewItems: [] };
  const find = (at: string, seat: string) => people.find((person) => person.school === at && person.seat === seat);
  const principal = find(school, "KEPSEK");
  const deputy = find(school, "WAKUR");
  const other = find(school, "WAKASIS");
  const administrator = people.find(({ seat }) => seat === "KA_TI");
  if (!principal || !deputy || !other || !administrator) return none;
  const { random, tenantId } = input;
  const lend = (
    delegate: Person,
    codes: readonly string[],
    [from, until]: readonly [Date, Date],
    reason: string,
  ): AccessCases["delegations"][number] => ({
    tenantId,
    id: random.id(from.getTime()),
    delegatorId: principal.id,
    delegateId: delegate.id,
    codes: [...codes],
    validFrom: from,
    validUntil: until,
    reason,
    createdAt: from,
    createdBy: principal.id,
  });
  const guardedAt = calendar.workingTime(60, 9, 0);
  return {
    delegations: [
      lend(
        deputy,
        ["department:update", "invitation:create", "invitation:read", "user:update"],
        [calendar.workingTime(1, 8, 0), new Date(calendar.asOf.getTime() + 5 * dayMs)],
        "Dinas luar: rapat koordinasi kepala sekolah",
      ),
      lend(
        other,
        ["employee:update", "user:update"],
        [calendar.workingTime(40, 8, 0), calendar.workingTime(33, 17, 0)],
        "Cuti tahunan",
      ),
    ],
    guardrails: [
      {
        tenantId,
        id: random.id(guardedAt.getTime()),
        kind: "separation_of_duties",
        name: "Pengaju tidak menyetujui pengajuannya sendiri",
        code: "workflow.instance:approve",
        condition: "target.ownerId == actor.id",
        reason: "Ketentuan pengawas: pengajuan dan persetujuan oleh dua orang yang berbeda",
        createdAt: guardedAt,
        createdBy: administrator.id,
      },
    ],
    ...reviewOf(input, [principal, administrator], administrator),
  };
}

/** Everything that people of one school hold by roles and direct grants, the first of it decided. */
function reviewOf(
  { random, calendar, tenantId, organisation, people, access }: AccessCasesInput,
  reviewers: readonly Person[],
  maker: Person,
): Pick<AccessCases, "accessReviews" | "accessReviewItems"> {
  const at = calendar.workingTime(4, 10, 0);
  const reviewId = random.id(at.getTime());
  const schoolId = organisation.schoolId(school);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const roleNames = new Map(access.roles.map(({ id, name }) => [id, name]));
  const isOpen = (until: Date | null | undefined) => until == null || until > calendar.asOf;
  const rights = [
    ...access.roleAssignments.flatMap((row) =>
      row.schoolId === schoolId && isOpen(row.validUntil)
        ? [
            {
              kind: "role_assignment" as const,
              rightId: row.id,
              userId: row.userId,
              roleId: row.roleId,
              label: roleNames.get(row.roleId) ?? "",
              effect: "ALLOW" as const,
              scope: null,
              validUntil: row.validUntil ?? null,
              source: { source: "assignment", reason: null, grantedBy: null, grantedAt: timeOf(row.createdAt, at) },
            },
          ]
        : [],
    ),
    ...access.grants.flatMap((row) =>
      row.subjectKind === "user" && row.schoolId === schoolId && isOpen(row.validUntil)
        ? [
            {
              kind: "grant" as const,
              rightId: row.id,
              userId: row.subjectId,
              roleId: null,
              label: row.code,
              effect: row.effect,
              scope: row.scope,
              validUntil: row.validUntil ?? null,
              source: {
                source: "manual",
                reason: row.reason ?? null,
                grantedBy: row.createdBy ?? null,
                grantedAt: timeOf(row.createdAt, at),
              },
            },
          ]
        : [],
    ),
  ]
    .filter(({ userId }) => names.has(userId))
    .sort((a, b) => compare(names.get(a.userId) ?? "", names.get(b.userId) ?? "") || compare(a.label, b.label));
  const decidedAt = calendar.workingTime(2, 13, 0);
  return {
    accessReviews: [
      {
        tenantId,
        id: reviewId,
        name: "Tinjauan akses semester ganjil",
        scope: "school",
        schoolId,
        reviewerIds: reviewers.map(({ id }) => id),
        dueAt: new Date(calendar.asOf.getTime() + 10 * dayMs),
        snapshotEpoch: 0,
        total: rights.length,
        createdBy: maker.id,
        createdAt: at,
        updatedAt: at,
      },
    ],
    // Ids rise with the order, in which a review is read.
    accessReviewItems: rights
      .map((right, place) => {
        const isDecided = place < decidedItems;
        return {
          tenantId,
          reviewId,
          ...right,
          schoolId,
          decision: isDecided ? ("keep" as const) : null,
          decidedAt: isDecided ? decidedAt : null,
          decidedBy: isDecided ? maker.id : null,
        };
      })
      .map((item, place) => ({ ...item, id: random.id(at.getTime() + place) })),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function timeOf(createdAt: Date | undefined, otherwise: Date): string {
  return (createdAt ?? otherwise).toISOString();
}

/** Who did all this, as the audit log tells it. */
export function writeAccessCases(
  write: ReturnType<typeof createAuditWriter>["write"],
  cases: AccessCases,
  nameOf: (id: string) => string,
): void {
  const actorOf = (id: string | null | undefined) => (id ? { id, name: nameOf(id) } : null);
  for (const { id, delegateId, codes, validFrom, validUntil, reason, createdBy } of cases.delegations) {
    write("delegation.create", {
      at: validFrom ?? validUntil,
      actor: actorOf(createdBy),
      entityType: "delegation",
      entityId: id,
      entityLabel: nameOf(delegateId),
      ...(reason ? { reason } : {}),
      snapshot: { codes, validFrom, validUntil },
    });
  }
  for (const { id, name, kind, code, condition, reason, createdAt, createdBy } of cases.guardrails) {
    if (!createdAt) continue;
    write("guardrail.create", {
      at: createdAt,
      actor: actorOf(createdBy),
      entityType: "guardrail",
      entityId: id,
      entityLabel: name,
      ...(reason ? { reason } : {}),
      snapshot: { kind, name, code, condition },
    });
  }
  for (const { id, name, scope, schoolId, total, createdAt, createdBy } of cases.accessReviews) {
    if (!createdAt) continue;
    write("access_review.create", {
      at: createdAt,
      actor: actorOf(createdBy),
      entityType: "access_review",
      entityId: id,
      entityVersion: 1,
      entityLabel: name,
      schoolId: schoolId ?? null,
      snapshot: { name, scope, total },
    });
  }
}

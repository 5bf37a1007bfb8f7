import type { PermissionCode, ResourceType } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { accessReviews, auditEvents, grants, imports, invitations, permissionBatches, roles, users } from "@gloria/db";
import type { Access, Target } from "@gloria/permissions";
import {
  caseCount,
  codeOf,
  makeTenant,
  propertyTimeout,
  type TestTenant,
  testDatabase,
  testServices,
} from "@gloria/testkit";
import { and, eq } from "drizzle-orm";
import { beforeAll, expect, it, vi } from "vitest";
import { batchTarget } from "./access/bulk/batch-queries.ts";
import { listPermissionBatches } from "./access/bulk/list-batches.ts";
import { grantTarget, selectGrants } from "./access/grants/grant-queries.ts";
import { listGrants } from "./access/grants/list-grants.ts";
import { findTargets, targetKey } from "./access/permissions/find-targets.ts";
import { listAccessReviews } from "./access/reviews/list-access-reviews.ts";
import { reviewTarget } from "./access/reviews/review-queries.ts";
import { listRoles } from "./access/roles/list-roles.ts";
import { roleTarget } from "./access/roles/role-queries.ts";
import { makeRandomLists } from "./make-random-lists.fixture.ts";
import { listExports } from "./onboarding/exports/list-exports.ts";
import { importTarget } from "./onboarding/imports/import-queries.ts";
import { listImports } from "./onboarding/imports/list-imports.ts";
import { invitationTarget } from "./onboarding/invitations/invitation-queries.ts";
import { listInvitations } from "./onboarding/invitations/list-invitations.ts";
import {
  listActing,
  listDepartments,
  listEmployees,
  listPositions,
  listSchools,
  listUsers,
} from "./organisation/index.ts";
import {
  listAuditLogs,
  readInTenant,
  type Services,
  targetAttributes,
  type VerbTransaction,
} from "./platform/index.ts";

// Thousands of rows on a busy machine.
vi.setConfig({ testTimeout: propertyTimeout });

const database = testDatabase();
let services: Services;

beforeAll(() => {
  services = testServices(database);
});

type Targets = ReadonlyMap<string, Target>;

/** A list of the product, and what a check of one of its rows sees of it. */
interface List {
  readonly code: PermissionCode;
  page(
    ctx: TenantContext,
    cursor: { cursor?: string },
  ): Promise<{
    items: readonly { readonly id: string }[];
    nextCursor: string | null;
  }>;
  targets(tx: VerbTransaction, access: Access): Promise<Targets>;
}

/** Everything of a kind that is not deleted, as the permission questions find it. */
const found =
  (type: ResourceType, table: string, more = "") =>
  async (tx: VerbTransaction): Promise<Targets> => {
    const rows = await database.owner.unsafe<{ id: string }[]>(
      `select id from gloria.${table} where tenant_id = $1 ${more}`,
      [tx.tenantId],
    );
    const targets = await findTargets(
      tx,
      rows.map(({ id }) => ({ type, id })),
    );
    return new Map(
      rows.flatMap(({ id }) => {
        const target = targets.get(targetKey({ type, id }));
        return target === undefined ? [] : [[id, target] as const];
      }),
    );
  };
const alive = "and deleted_at is null";

const mapped = <Row extends { readonly id: string }>(rows: readonly Row[], target: (row: Row) => Target): Targets =>
  new Map(rows.map((row) => [row.id, target(row)]));

const lists: Readonly<Record<string, List>> = {
  users: { code: "user:read", page: (ctx, at) => listUsers(services, ctx, at), targets: found("user", "users", alive) },
  employees: {
    code: "employee:read",
    page: (ctx, at) => listEmployees(services, ctx, at),
    targets: found("employee", "employees", alive),
  },
  schools: {
    code: "school:read",
    page: (ctx, at) => listSchools(services, ctx, at),
    targets: found("school", "schools", alive),
  },
  departments: {
    code: "department:read",
    page: (ctx, at) => listDepartments(services, ctx, at),
    targets: found("department", "departments", alive),
  },
  positions: {
    code: "position:read",
    page: (ctx, at) => listPositions(services, ctx, at),
    targets: found("position", "positions", alive),
  },
  acting: {
    code: "assignment:read",
    page: (ctx, at) => listActing(services, ctx, at),
    targets: found("assignment", "assignments", "and ended_at is null and kind <> 'DEFINITIF'"),
  },
  exports: {
    code: "export:read",
    page: (ctx, at) => listExports(services, ctx, at),
    targets: found("export", "exports"),
  },
  roles: {
    code: "role:read",
    page: (ctx, at) => listRoles(services, ctx, at),
    targets: async (tx) => mapped(await tx.db.select().from(roles).where(eq(roles.tenantId, tx.tenantId)), roleTarget),
  },
  imports: {
    code: "import:read",
    page: (ctx, at) => listImports(services, ctx, at),
    targets: async (tx) =>
      mapped(await tx.db.select().from(imports).where(eq(imports.tenantId, tx.tenantId)), importTarget),
  },
  invitations: {
    code: "invitation:read",
    page: (ctx, at) => listInvitations(services, ctx, at),
    async targets(tx) {
      const rows = await tx.db
        .select({ invitation: invitations, homeSchoolId: users.homeSchoolId })
        .from(invitations)
        .innerJoin(users, and(eq(users.tenantId, invitations.tenantId), eq(users.id, invitations.userId)))
        .where(eq(invitations.tenantId, tx.tenantId));
      return new Map(rows.map((row) => [row.invitation.id, invitationTarget(row)]));
    },
  },
  grants: {
    code: "permission:read",
    page: (ctx, at) => listGrants(services, ctx, at),
    targets: async (tx) => mapped(await selectGrants(tx).where(eq(grants.tenantId, tx.tenantId)), grantTarget),
  },
  batches: {
    code: "permission:read",
    page: (ctx, at) => listPermissionBatches(services, ctx, at),
    targets: async (tx) =>
      mapped(
        await tx.db.select().from(permissionBatches).where(eq(permissionBatches.tenantId, tx.tenantId)),
        batchTarget,
      ),
  },
  reviews: {
    code: "access_review:read",
    page: (ctx, at) => listAccessReviews(services, ctx, at),
    targets: async (tx, access) =>
      mapped(await tx.db.select().from(accessReviews).where(eq(accessReviews.tenantId, tx.tenantId)), (row) =>
        reviewTarget(row, access),
      ),
  },
  audit: {
    code: "audit:read",
    page: (ctx, at) => listAuditLogs(services, ctx, at),
    targets: async (tx) =>
      mapped(await tx.db.select().from(auditEvents).where(eq(auditEvents.tenantId, tx.tenantId)), (row) => ({
        tenantId: row.tenantId,
        ownerId: row.actorId,
        departmentIds: [],
        schoolIds: row.schoolId === null ? [] : [row.schoolId],
        attributes: targetAttributes("audit", row),
      })),
  },
};

/** Every page of it; nothing for whom it is refused as a whole. */
async function shownBy({ page }: List, ctx: TenantContext): Promise<string[] | "refused"> {
  const ids: string[] = [];
  let at = {};
  for (;;) {
    const answer = await page(ctx, at).catch((error: unknown) => {
      if (codeOf(error) === "access.denied") return null;
      throw error;
    });
    if (answer === null) return "refused";
    ids.push(...answer.items.map(({ id }) => id));
    if (answer.nextCursor === null) return ids;
    at = { cursor: answer.nextCursor };
  }
}

async function judge(world: TestTenant, userId: string, schoolId: string | null): Promise<Map<string, number>> {
  const met = new Map<string, number>();
  const ctx = world.as(userId, { schoolId });
  for (const [name, list] of Object.entries(lists)) {
    const { all, allowed } = await readInTenant(services, ctx, async (tx) => {
      const access = await tx.access;
      const targets = await list.targets(tx, access);
      return {
        all: [...targets.keys()],
        allowed: [...targets].filter(([, target]) => access.can(list.code, target)).map(([id]) => id),
      };
    });
    const shown = await shownBy(list, ctx);
    const known = new Set(all);
    const seen = shown === "refused" ? [] : shown.filter((id) => known.has(id));
    expect(seen.toSorted(), `${name} of ${userId} in ${schoolId}`).toEqual(allowed.toSorted());
    // What shows all or nothing says little about its columns.
    if (seen.length > 0 && seen.length < all.length) met.set(name, all.length);
  }
  return met;
}

it("every list shows exactly the rows that a check allows", async () => {
  const wanted = caseCount(1000);
  const met = new Map(Object.keys(lists).map((name) => [name, 0]));
  let cases = 0;
  const isDone = () => cases >= wanted && [...met.values()].every((rows) => rows > 0);
  for (let seed = 101; !isDone() && seed < 101 + wanted / 25; seed += 1) {
    const world = await makeTenant(database);
    const rights = await makeRandomLists(database, world, seed);
    await database.owner`update gloria.users set status = 'active' where tenant_id = ${world.id}`;
    for (const userId of rights.userIds) {
      for (const schoolId of [null, rights.pick(rights.schoolIds)]) {
        for (const [name, rows] of await judge(world, userId, schoolId)) {
          met.set(name, (met.get(name) ?? 0) + rows);
          cases += rows;
        }
      }
    }
  }
  expect(cases).toBeGreaterThanOrEqual(wanted);
  for (const [name, rows] of met) expect(rows, name).toBeGreaterThan(0);
});

import {
  findPermission,
  type ListUserPermissionsInput,
  listUserPermissionsInput,
  type UserPermissions,
} from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { permissions, type TenantTransaction } from "@gloria/db";
import type { Access, EffectivePermission } from "@gloria/permissions";
import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { decodeCursor, pageFrom, parseInput, readInTenant, type Services, textKey } from "../../platform/index.ts";
import { effectivePermission } from "../sign-in/effective-permissions.ts";
import { findTargets, targetKey } from "./find-targets.ts";
import { loadNames, type NamedKind } from "./load-names.ts";
import { momentOf } from "./moment-of.ts";

type NamedItem = UserPermissions["items"][number];
type ItemName = "schoolName" | "departmentName";
type SourceName = "roleName" | "positionName" | "delegatorName";
/** An item before anything of it is named: only those of the page are. */
type Item = Omit<NamedItem, ItemName | "source"> & { readonly source: Omit<NamedItem["source"], SourceName> };

const sort = "code";

/**
 * What a person may do, each with its source, now or at a time past; about oneself always, about another with
 * `permission:read` over them.
 *
 * Errors: `user.not_found`, `access.denied`, `permission.epoch_behind`, `permission.time_ahead`, `request.bad_cursor`.
 */
export async function getUserPermissions(
  services: Services,
  ctx: TenantContext,
  input: ListUserPermissionsInput,
): Promise<UserPermissions> {
  const wanted = parseInput(listUserPermissionsInput, input);
  const after = decodeCursor(wanted.cursor, sort, textKey);
  const id = wanted.id.toLowerCase();
  return readInTenant(services, ctx, async (tx) => {
    const [own, { epoch, now }] = await Promise.all([tx.access, tx.opening]);
    const reference = { type: "user" as const, id };
    const target = (await findTargets(tx, [reference])).get(targetKey(reference));
    if (target === undefined) throw new AppError("user.not_found");
    if (own.userId !== id) own.assert("permission:read", target);
    const moment = await momentOf(tx, wanted);
    let access: Access = own;
    if (moment !== null) access = await services.permissions.accessAsOf(tx, id, moment);
    else if (own.userId !== id) access = await services.permissions.accessOfUser(tx, id);
    const modules = await loadAddedModules(tx);
    const all = access
      .effective()
      .map((permission) => toItem(permission, modules))
      .filter((item) => isWanted(item, wanted))
      .sort((a, b) => comparePlaces(placeOf(a), placeOf(b)))
      .filter((item, n, items) => n === 0 || comparePlaces(placeOf(items[n - 1] ?? item), placeOf(item)) !== 0);
    const rest = after === null ? all : all.filter((item) => comparePlaces(placeOf(item), after) > 0);
    const page = pageFrom(rest.slice(0, wanted.limit + 1), wanted.limit, asItem, (item) => ({
      sort,
      after: placeOf(item),
    }));
    return {
      ...page,
      items: await nameItems(tx, own, page.items, own.userId === id),
      total: all.length,
      epoch: access.epoch ?? epoch,
      at: (moment?.at ?? now).toISOString(),
    };
  });
}

const asItem = (item: Item): Item => item;

async function nameItems(
  tx: TenantTransaction,
  own: Access,
  items: readonly Item[],
  isOwn: boolean,
): Promise<NamedItem[]> {
  const sources = items.map(({ source }) => source);
  const wanted = {
    school: items.map(({ schoolId }) => schoolId),
    department: items.map(({ departmentId }) => departmentId),
    role: sources.map(({ roleId }) => roleId),
    position: sources.map(({ positionId }) => positionId),
    user: sources.map(({ delegatorId }) => delegatorId),
  };
  const names = await loadNames(tx, own, wanted, isOwn ? wanted : {});
  const called = (kind: NamedKind, named: string | null) => (named === null ? null : names(kind, named));
  return items.map((item) => ({
    ...item,
    schoolName: called("school", item.schoolId),
    departmentName: called("department", item.departmentId),
    source: {
      ...item.source,
      roleName: called("role", item.source.roleId),
      positionName: called("position", item.source.positionId),
      delegatorName: called("user", item.source.delegatorId),
    },
  }));
}

/** Apart from all others: one rule may give one code at several places, and hand on several rights of a delegator. */
function placeOf({ code, scope, source, schoolId, departmentId, resource, until, limited }: Item): [string, string] {
  const rest = [scope, source.ruleId, schoolId, departmentId, resource?.type, resource?.id, until, limited];
  return [[code, ...rest].join(" "), source.assignmentId ?? source.ruleId];
}

function comparePlaces(a: readonly [string, string], b: readonly [string, string]): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  if (a[1] === b[1]) return 0;
  return a[1] < b[1] ? -1 : 1;
}

function isWanted({ module, code, scope }: Item, wanted: z.output<typeof listUserPermissionsInput>): boolean {
  return (
    (wanted.module === undefined || wanted.module === module) &&
    (wanted.scope === undefined || wanted.scope === scope) &&
    (wanted.q === undefined || code.includes(wanted.q.toLowerCase()))
  );
}

function toItem(permission: EffectivePermission, modules: ReadonlyMap<string, string>): Item {
  const { code, limited, resource, source } = permission;
  return {
    ...effectivePermission(permission),
    module: findPermission(code)?.module ?? modules.get(code) ?? null,
    limited,
    resource,
    source: {
      ruleId: source.ruleId,
      roleId: source.roleId,
      positionId: source.positionId,
      assignmentId: source.assignmentId,
      delegationId: source.delegationId,
      delegatorId: source.delegatorId,
    },
  };
}

/** By code, the modules of what the tenant has added to the catalogue. */
async function loadAddedModules(tx: TenantTransaction): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db
    .select({ code: permissions.code, module: permissions.module })
    .from(permissions)
    .where(and(eq(permissions.tenantId, tx.tenantId), isNull(permissions.deletedAt)));
  return new Map(rows.map(({ code, module }) => [code, module]));
}

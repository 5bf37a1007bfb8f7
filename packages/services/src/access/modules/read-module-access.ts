import {
  type CheckModuleAccessInput,
  checkModuleAccessInput,
  commonActions,
  type ListRoleModuleAccessInput,
  type ListUserModuleAccessInput,
  listRoleModuleAccessInput,
  listUserModuleAccessInput,
  type ModuleAccessAnswer,
  type Page,
  type RoleModuleAccess,
  type UserModuleAccess,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { grants } from "@gloria/db";
import { and, desc, eq, isNull, like, sql } from "drizzle-orm";
import { z } from "zod";
import { findUserTarget } from "../../organisation/index.ts";
import {
  cursorText,
  decodeCursor,
  pageFrom,
  parseInput,
  readInTenant,
  type Services,
  type VerbTransaction,
} from "../../platform/index.ts";
import { selectGrants, toGrant } from "../grants/grant-queries.ts";
import { readRoleGrants } from "../roles/list-role-grants.ts";
import { findModule, loadModules } from "./module-queries.ts";

const sort = "code";
const key = z.tuple([cursorText]);

/** The access of the person who is asked about, once the caller may ask. */
async function accessAbout(services: Services, tx: VerbTransaction, userId: string) {
  const own = await tx.access;
  const isOwn = own.userId === userId.toLowerCase();
  if (!isOwn) own.assert("permission:read");
  const target = await findUserTarget(tx, userId);
  if (isOwn) return { own, access: own };
  own.assert("permission:read", target);
  return { own, access: await services.permissions.accessOfUser(tx, userId) };
}

/**
 * Which modules a person gets into, and by what of their own. About oneself always, about another with
 * `permission:read` over them. Errors: `access.denied`, `user.not_found`.
 */
export async function listUserModuleAccess(
  services: Services,
  ctx: TenantContext,
  input: ListUserModuleAccessInput,
): Promise<Page<UserModuleAccess> & { readonly epoch: number }> {
  const wanted = parseInput(listUserModuleAccessInput, input);
  const after = decodeCursor(wanted.cursor, sort, key);
  return readInTenant(services, ctx, async (tx) => {
    const [{ own, access }, { epoch }] = [await accessAbout(services, tx, wanted.id), await tx.opening];
    const [modules, direct] = await Promise.all([
      loadModules(tx),
      selectGrants(tx)
        .where(
          and(
            eq(grants.tenantId, tx.tenantId),
            eq(grants.subjectKind, "user"),
            eq(grants.subjectId, wanted.id),
            like(grants.code, "module.%"),
            isNull(grants.endedAt),
            sql`(${grants.validUntil} is null or ${grants.validUntil} > now())`,
          ),
        )
        .orderBy(desc(grants.createdAt), desc(grants.id)),
    ]);
    const rest = modules
      .filter(({ code }) => after === null || code > after[0])
      .sort((a, b) => (a.code < b.code ? -1 : 1));
    const page = pageFrom(
      rest.slice(0, wanted.limit + 1),
      wanted.limit,
      ({ id, code, name, isEnabled }): UserModuleAccess => ({
        module: { id, code, name, isEnabled },
        actions: commonActions.map((action) => {
          const { allowed, layer } = access.checkText({ code: `module.${code}:${action}` });
          return { action, allowed, layer };
        }),
        grants: direct.filter((grant) => isOfModule(grant.code, code)).map((grant) => toGrant(grant, own)),
      }),
      ({ code }) => ({ sort, after: [code] }),
    );
    return { ...page, epoch };
  });
}

function isOfModule(pattern: string, module: string): boolean {
  return pattern.startsWith(`module.${module}:`) || pattern.startsWith("module.*");
}

/**
 * What a role carries about modules, and takes over from others. Errors: `access.denied`, `role.not_found`.
 */
export async function listRoleModuleAccess(
  services: Services,
  ctx: TenantContext,
  input: ListRoleModuleAccessInput,
): Promise<Page<RoleModuleAccess>> {
  const { roleId, ...page } = parseInput(listRoleModuleAccessInput, input);
  const found = await readInTenant(services, ctx, (tx) =>
    readRoleGrants(tx, { ...page, id: roleId, inherited: true, beginning: "module." }),
  );
  return {
    nextCursor: found.nextCursor,
    items: found.items.map(({ grant, from, distance }) => ({ grant, module: moduleOf(grant.code), from, distance })),
  };
}

function moduleOf(pattern: string): string {
  return pattern.slice("module.".length, pattern.indexOf(":"));
}

/**
 * Whether a person may do this anywhere in a module. About oneself always, about another with `permission:read` over
 * them. Errors: `access.denied`, `user.not_found`, `module.not_found`.
 */
export async function checkModuleAccess(
  services: Services,
  ctx: TenantContext,
  input: CheckModuleAccessInput,
): Promise<ModuleAccessAnswer> {
  const { userId, moduleId, type } = parseInput(checkModuleAccessInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const [{ access }, { epoch }] = [await accessAbout(services, tx, userId), await tx.opening];
    const { code } = await findModule(tx, moduleId);
    const permission = `module.${code}:${type}`;
    const { allowed, layer, reason } = access.checkText({ code: permission });
    return { allowed, permission, layer, reason, epoch };
  });
}

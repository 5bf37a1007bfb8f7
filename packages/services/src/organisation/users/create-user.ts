import { type CreateUserInput, createUserInput, type User } from "@gloria/contracts";
import { newId, type TenantContext } from "@gloria/core";
import { users } from "@gloria/db";
import {
  additionsOf,
  assertSchoolExists,
  notify,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  type VerbTransaction,
  writeInTenant,
} from "../../platform/index.ts";
import { readTenantRow } from "../tenants/index.ts";
import { userColumnClasses } from "./user-column-classes.ts";
import { toUser, userCan, userTarget } from "./user-queries.ts";

/**
 * Creates a person and welcomes them: the audit event and the notification commit with the row, or not at all.
 *
 * Errors: `access.denied`, `school.not_found`, `user.email_in_use`, `user.nip_in_use`, `user.username_in_use`.
 */
export async function createUser(services: Services, ctx: TenantContext, input: CreateUserInput): Promise<User> {
  const fields = parseInput(createUserInput, input);
  return writeInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("user:create", newcomerTarget(tx, fields.homeSchoolId ?? null));
    const id = newId();
    const [school, tenant, [user]] = await Promise.all([
      fields.homeSchoolId == null ? null : assertSchoolExists(tx, fields.homeSchoolId),
      readTenantRow(tx),
      tx.db
        .insert(users)
        .values({ ...fields, tenantId: tx.tenantId, id })
        .returning(),
    ]);
    if (user === undefined) throw new Error("insert returned no row");
    await Promise.all([
      recordAudit(tx, "user.create", {
        entity: { type: "user", id, version: user.version, label: user.name },
        schoolId: user.homeSchoolId,
        changes: additionsOf(user, userColumnClasses),
        snapshot: snapshotOf(user, userColumnClasses),
      }),
      notify(tx, {
        type: "user.welcome",
        recipientIds: [id],
        entity: { type: "user", id },
        schoolId: user.homeSchoolId,
        data: {
          name: user.name,
          tenantName: tenant.name,
          identifier: user.email ?? user.username ?? user.nip ?? "",
          signInUrl: services.publicUrl,
        },
      }),
    ]);
    return toUser(user, school?.name ?? null, [], userCan(access, user, userTarget(user, [])));
  });
}

/** A person who is not there yet: nobody's own, in the school they will belong to. */
function newcomerTarget(tx: VerbTransaction, homeSchoolId: string | null) {
  return {
    tenantId: tx.tenantId,
    ownerId: null,
    departmentIds: [],
    schoolIds: homeSchoolId === null ? [] : [homeSchoolId],
  };
}

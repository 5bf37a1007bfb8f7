import { type CreateUserInput, createUserInput, type User } from "@gloria/contracts";
import { newId, type TenantContext } from "@gloria/core";
import { compileStatement, users } from "@gloria/db";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import {
  additionsOf,
  assertSchoolExists,
  notify,
  parseInput,
  recordAudit,
  type Services,
  snapshotOf,
  type VerbTransaction,
  writeAtOnce,
} from "../../platform/index.ts";
import { assertMayGiveNip } from "../employees/assert-may-give-nip.ts";
import { userColumnClasses } from "./user-column-classes.ts";
import { toUser, type UserDataRow, userCan, userTarget } from "./user-queries.ts";

/**
 * Creates a person and welcomes them: the audit event and the notification commit with the row, or not at all. The NIP
 * of an employee needs the right to change that employee, too.
 *
 * Errors: `access.denied`, `school.not_found`, `user.email_in_use`, `user.nip_in_use`, `user.username_in_use`.
 */
export async function createUser(services: Services, ctx: TenantContext, input: CreateUserInput): Promise<User> {
  const fields = parseInput(createUserInput, input);
  return writeAtOnce(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("user:create", newcomerTarget(tx, fields.homeSchoolId ?? null));
    const tenantName = await tx.tenantName;
    const draft = draftOf(tx.tenantId, fields);
    const { id } = draft;
    // All in one flight; the first that fails says why, and nothing of it stays.
    const [school, [user]] = await Promise.all([
      draft.homeSchoolId === null ? null : assertSchoolExists(tx, draft.homeSchoolId),
      insertUser(tx, draft),
      draft.nip === null ? null : assertMayGiveNip(tx, access, draft.nip),
      recordAudit(tx, "user.create", {
        entity: { type: "user", id, version: draft.version, label: draft.name },
        schoolId: draft.homeSchoolId,
        changes: additionsOf(draft, userColumnClasses),
        snapshot: snapshotOf(draft, userColumnClasses),
      }),
      notify(tx, {
        type: "user.welcome",
        recipientIds: [id],
        entity: { type: "user", id },
        schoolId: draft.homeSchoolId,
        data: {
          name: draft.name,
          tenantName,
          identifier: draft.email ?? draft.username ?? draft.nip ?? "",
          signInUrl: services.publicUrl,
        },
      }),
    ]);
    if (user === undefined) throw new Error("insert returned no row");
    return toUser(user, school?.name ?? null, [], userCan(access, user, userTarget(user, [])));
  });
}

const insertUser = compileStatement<Record<keyof UserDataRow, unknown>, UserDataRow[]>((db) =>
  db
    .insert(users)
    .values({
      tenantId: sql.placeholder("tenantId"),
      id: sql.placeholder("id"),
      name: sql.placeholder("name"),
      titlePrefix: sql.placeholder("titlePrefix"),
      titleSuffix: sql.placeholder("titleSuffix"),
      email: sql.placeholder("email"),
      username: sql.placeholder("username"),
      nip: sql.placeholder("nip"),
      phone: sql.placeholder("phone"),
      status: sql.placeholder("status"),
      homeSchoolId: sql.placeholder("homeSchoolId"),
      locale: sql.placeholder("locale"),
      timeZone: sql.placeholder("timeZone"),
    })
    .returning(),
);

/** The row as it will be, so that its audit event need not wait for it. */
function draftOf(tenantId: string, fields: z.output<typeof createUserInput>): UserDataRow {
  // Its instants are the database's to set, and no part of what is audited.
  const now = new Date(0);
  return {
    tenantId,
    id: newId(),
    clerkUserId: null,
    name: fields.name,
    titlePrefix: fields.titlePrefix ?? null,
    titleSuffix: fields.titleSuffix ?? null,
    email: fields.email ?? null,
    username: fields.username ?? null,
    nip: fields.nip ?? null,
    phone: fields.phone ?? null,
    status: fields.status,
    homeSchoolId: fields.homeSchoolId ?? null,
    locale: fields.locale ?? null,
    timeZone: fields.timeZone ?? null,
    lastActiveAt: null,
    sortName: "",
    searchText: "",
    mergedInto: null,
    purgedAt: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
    deletedBy: null,
  };
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

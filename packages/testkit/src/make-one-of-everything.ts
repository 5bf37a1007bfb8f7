import { newId } from "@gloria/core";
import type { Sql } from "postgres";
import { makeGrant } from "./make-grant.ts";
import type { TestTenant } from "./make-tenant.ts";
import type { TestDatabase } from "./test-database.ts";

/** Ids of the rows that {@link makeOneOfEverything} has put into a tenant. */
export interface OneOfEverything {
  readonly schoolId: string;
  readonly departmentId: string;
  readonly positionId: string;
  readonly assignmentId: string;
  readonly userId: string;
  readonly nip: string;
  readonly schoolCode: string;
  readonly roleId: string;
  readonly delegationId: string;
  readonly guardrailId: string;
  readonly permissionId: string;
  readonly permissionGroupId: string;
  readonly moduleId: string;
  readonly permissionTemplateId: string;
  readonly templateApplicationId: string;
  readonly permissionBatchId: string;
  readonly accessReviewId: string;
  readonly sessionId: string;
  readonly notificationId: string;
  readonly inboxItemId: string;
  readonly auditEventId: string;
  readonly capturedMessageId: string;
  readonly savedViewId: string;
  readonly fileId: string;
  readonly exportId: string;
  readonly importId: string;
  readonly importMappingId: string;
  readonly clerkReviewId: string;
  readonly scimTokenId: string;
  readonly impersonationId: string;
  readonly invitationId: string;
  readonly mergeId: string;
}

/**
 * At least one row in every table that belongs to a tenant, so that a test which looks into all of them looks at
 * something. A table that a migration adds is missed by its test until it gets its row here.
 */
export async function makeOneOfEverything(database: TestDatabase, tenant: TestTenant): Promise<OneOfEverything> {
  const { owner } = database;
  const nip = `N${newId().slice(-8)}`;
  const schoolCode = `C${newId().slice(-8)}`;
  const schoolId = await tenant.addSchool({ name: "SD Contoh", code: schoolCode });
  const userId = await tenant.addUser({ name: "Wulan Sari", nip, homeSchoolId: schoolId });
  const seats = await fillOrganisation(owner, tenant.id, { schoolId, userId, nip });
  const choices = await fillChoices(owner, tenant.id, userId);
  const access = await fillAccess(owner, tenant, userId);
  const managed = await fillAccessManagement(owner, tenant, userId);
  const told = await fillNotifications(owner, tenant.id, userId);
  const logged = await fillPlatform(owner, tenant.id, { schoolId, userId });
  const imported = await fillImports(owner, tenant.id, { fileId: logged.fileId, userId });
  const provisioned = await fillProvisioning(owner, tenant, { userId, sessionId: logged.sessionId });
  const joined = await fillJoining(owner, tenant, userId);
  return {
    ...provisioned,
    ...managed,
    ...joined,
    schoolId,
    userId,
    nip,
    schoolCode,
    ...access,
    ...seats,
    ...choices,
    ...told,
    ...logged,
    ...imported,
  };
}

async function fillOrganisation(owner: Sql, tenant: string, of: { schoolId: string; userId: string; nip: string }) {
  const [departmentId, head, positionId, assignmentId] = [newId(), newId(), newId(), newId()];
  const mark = markOf(departmentId);
  await owner`insert into gloria.departments (tenant_id, id, code, name, school_id) values (${tenant}, ${departmentId}, 'ARSIP', 'Tata Usaha', ${of.schoolId})`;
  await owner`insert into gloria.positions (tenant_id, id, code, name, level, school_id, department_id) values
    (${tenant}, ${head}, 'KS', 'Kepala Sekolah', 1, ${of.schoolId}, null),
    (${tenant}, ${positionId}, 'STU', 'Staf TU', 5, ${of.schoolId}, ${departmentId})`;
  await owner`insert into gloria.position_reports (tenant_id, position_id, reports_to_id) values (${tenant}, ${positionId}, ${head})`;
  await owner`insert into gloria.assignments (tenant_id, id, user_id, position_id, school_id, department_id, valid_from, is_primary)
    values (${tenant}, ${assignmentId}, ${of.userId}, ${positionId}, ${of.schoolId}, ${departmentId}, '2020-01-01', true)`;
  await owner`insert into gloria.assignment_notices (tenant_id, id, user_id, position_id, kind, day)
    values (${tenant}, ${newId()}, ${of.userId}, ${positionId}, 'started', '2020-01-01')`;
  const employeeId = newId();
  await owner`insert into gloria.employees (tenant_id, id, nip, name, school_id) values (${tenant}, ${employeeId}, ${of.nip}, 'Wulan Sari', ${of.schoolId})`;
  await owner`insert into gloria.employee_numbers (tenant_id, id, employee_id, nip) values (${tenant}, ${newId()}, ${employeeId}, ${`PROV-9${Number.parseInt(mark.slice(-4), 16)}`})`;
  await owner`insert into gloria.employee_numberings (tenant_id, last_provisional) values (${tenant}, 1) on conflict do nothing`;
  return { departmentId, positionId, assignmentId };
}

async function fillChoices(owner: Sql, tenant: string, userId: string) {
  const savedViewId = newId();
  await owner`insert into gloria.user_preferences (tenant_id, user_id, week_start) values (${tenant}, ${userId}, 'sunday')`;
  await owner`insert into gloria.saved_views (tenant_id, id, owner_id, screen, name, state)
    values (${tenant}, ${savedViewId}, ${userId}, 'users', 'Aktif', ${owner.json({ status: "active" })})`;
  return { savedViewId };
}

async function fillAccess(owner: Sql, { id: tenant, adminId }: TestTenant, userId: string) {
  const [roleId, parentId, delegationId, guardrailId] = [newId(), newId(), newId(), newId()];
  const [permissionId, permissionGroupId, moduleId] = [newId(), newId(), newId()];
  const shop = `koperasi-${markOf(permissionId)}`;
  await owner`insert into gloria.roles (tenant_id, id, code, name) values
    (${tenant}, ${roleId}, ${`r-${markOf(roleId)}`}, 'Petugas'), (${tenant}, ${parentId}, ${`r-${markOf(parentId)}`}, 'Pembaca')`;
  await owner`insert into gloria.role_edges (tenant_id, id, child_role_id, parent_role_id) values (${tenant}, ${newId()}, ${roleId}, ${parentId})`;
  await owner`insert into gloria.role_assignments (tenant_id, id, user_id, role_id) values (${tenant}, ${newId()}, ${userId}, ${roleId})`;
  await makeGrant(owner, tenant, { userId, code: "user:read", scope: "OWN" });
  await owner`insert into gloria.delegations (tenant_id, id, delegator_id, delegate_id, codes, valid_until)
    values (${tenant}, ${delegationId}, ${adminId}, ${userId}, ${["calendar:read"]}, now() + interval '30 days')`;
  await owner`insert into gloria.guardrails (tenant_id, id, kind, name, code, resource_type, resource_id)
    values (${tenant}, ${guardrailId}, 'legal_hold', 'Sengketa', 'user:purge', 'user', ${adminId})`;
  await owner`insert into gloria.permissions (tenant_id, id, code, name, module, permission_group)
    values (${tenant}, ${permissionId}, ${`${shop}:read`}, 'Lihat koperasi', ${shop}, ${shop})`;
  await owner`insert into gloria.policy_tests (tenant_id, id, subject_kind, subject_id, source, cases)
    values (${tenant}, ${newId()}, 'role', ${roleId}, 'cases: []', 0)`;
  await owner`insert into gloria.permission_groups (tenant_id, id, code, name) values (${tenant}, ${permissionGroupId}, ${shop}, 'Koperasi')`;
  await owner`insert into gloria.modules (tenant_id, id, code, name) values (${tenant}, ${moduleId}, ${shop}, 'Koperasi')`;
  return { roleId, delegationId, guardrailId, permissionId, permissionGroupId, moduleId };
}

async function fillAccessManagement(owner: Sql, { id: tenant, adminId }: TestTenant, userId: string) {
  const [permissionTemplateId, templateApplicationId, permissionBatchId] = [newId(), newId(), newId()];
  const [accessReviewId, rightId] = [newId(), newId()];
  const bundle = owner.json([{ code: "user:read", effect: "ALLOW", scope: "ALL", condition: null }]);
  await owner`insert into gloria.permission_templates (tenant_id, id, kind, code, name)
    values (${tenant}, ${permissionTemplateId}, 'user', ${`PEMBACA-${markOf(permissionTemplateId)}`}, 'Pembaca')`;
  await owner`insert into gloria.permission_template_versions (tenant_id, template_id, number, grants)
    values (${tenant}, ${permissionTemplateId}, 1, ${bundle})`;
  await owner`insert into gloria.permission_template_applications
    (tenant_id, id, template_id, template_version, subject_kind, subject_id, made)
    values (${tenant}, ${templateApplicationId}, ${permissionTemplateId}, 1, 'user', ${userId}, '[]')`;
  const rights = owner.json([
    { roleId: null, grant: null, schoolId: null, departmentId: null, validFrom: null, validUntil: null },
  ]);
  await owner`insert into gloria.permission_batches
    (tenant_id, id, status, rights, total, done, actor_id, started_by, locale)
    values (${tenant}, ${permissionBatchId}, 'done', ${rights}, 1, 1, ${adminId}, ${adminId}, 'id')`;
  await owner`insert into gloria.permission_batch_items (tenant_id, batch_id, item_number, user_id, right_index, state)
    values (${tenant}, ${permissionBatchId}, 1, ${userId}, 0, 'refused')`;
  await owner`insert into gloria.access_reviews
    (tenant_id, id, name, scope, reviewer_ids, due_at, snapshot_epoch, total, created_by)
    values (${tenant}, ${accessReviewId}, 'Tinjauan tahunan', 'all', ${[adminId]}, now() + interval '30 days', 1, 1, ${adminId})`;
  const source = owner.json({
    source: "manual",
    reason: null,
    grantedBy: adminId,
    grantedAt: "2026-01-01T00:00:00.000Z",
  });
  await owner`insert into gloria.access_review_items (tenant_id, id, review_id, kind, right_id, user_id, label, source)
    values (${tenant}, ${newId()}, ${accessReviewId}, 'grant', ${rightId}, ${userId}, 'user:read', ${source})`;
  return { permissionTemplateId, templateApplicationId, permissionBatchId, accessReviewId };
}

async function fillNotifications(owner: Sql, tenant: string, userId: string) {
  const [notificationId, inboxItemId, deliveryId, capturedMessageId] = [newId(), newId(), newId(), newId()];
  const data = { name: "Wulan Sari", tenantName: "Contoh", identifier: "w", signInUrl: "http://127.0.0.1/" };
  await owner`insert into gloria.notifications (tenant_id, id, type, category, data, recipient_ids, published_at, expanded_at)
    values (${tenant}, ${notificationId}, 'user.welcome', 'account', ${owner.json(data)}, ${[userId]}, now(), now())`;
  await owner`insert into gloria.deliveries (tenant_id, id, notification_id, recipient_id, channel, state)
    values (${tenant}, ${deliveryId}, ${notificationId}, ${userId}, 'in_app', 'delivered')`;
  await owner`insert into gloria.delivery_attempts (tenant_id, delivery_id, attempt, provider) values (${tenant}, ${deliveryId}, 1, 'inbox')`;
  await owner`insert into gloria.inbox_counters (tenant_id, user_id, unread, unseen, rev) values (${tenant}, ${userId}, 1, 1, 1)`;
  await owner`insert into gloria.inbox_items (tenant_id, id, user_id, notification_id, type, category, data, rev)
    values (${tenant}, ${inboxItemId}, ${userId}, ${notificationId}, 'user.welcome', 'account', ${owner.json(data)}, 1)`;
  await owner`insert into gloria.captured_messages (tenant_id, id, channel, recipient_id, address, subject, html, text, headers)
    values (${tenant}, ${capturedMessageId}, 'email', ${userId}, 'w@demo.example', 'Selamat datang', '<p>Halo</p>', 'Halo', '{}')`;
  return { notificationId, inboxItemId, capturedMessageId };
}

async function fillPlatform(owner: Sql, tenant: string, of: { schoolId: string; userId: string }) {
  const [sessionId, auditEventId, fileId, exportId] = [newId(), newId(), newId(), newId()];
  await owner`insert into gloria.sessions (tenant_id, id, user_id, external_sid, source, expires_at)
    values (${tenant}, ${sessionId}, ${of.userId}, ${`sess_${sessionId}`}, 'local', now() + interval '1 hour')`;
  await owner`insert into gloria.auth_tickets (tenant_id, id, user_id, session_id, purpose, secret_hash, expires_at)
    values (${tenant}, ${newId()}, ${of.userId}, ${sessionId}, 'jobs', 'x', now() + interval '1 minute')`;
  await owner`insert into gloria.audit_events (tenant_id, id, actor_kind, actor_id, action, category, entity_type, entity_id, entity_version, school_id)
    values (${tenant}, ${auditEventId}, 'user', ${of.userId}, 'user.create', 'organisation', 'user', ${of.userId}, 1, ${of.schoolId})`;
  await owner`insert into gloria.outbox (tenant_id, id, job, payload, published_at) values (${tenant}, ${newId()}, 'notification.expand', '{}', now())`;
  await owner`insert into gloria.idempotency_keys (tenant_id, principal_id, key, fingerprint) values (${tenant}, ${of.userId}, ${newId()}, 'f')`;
  await owner`insert into gloria.files (tenant_id, id, name, media_type, purpose, size, sha256, complete)
    values (${tenant}, ${fileId}, 'daftar.csv', 'text/csv', 'import', 3, ${"0".repeat(64)}, true)`;
  await owner`insert into gloria.file_chunks (tenant_id, file_id, seq, bytes) values (${tenant}, ${fileId}, 0, 'nip')`;
  await owner`insert into gloria.exports (tenant_id, id, kind, format, filter, locale, time_zone, requested_by)
    values (${tenant}, ${exportId}, 'users', 'csv', '{}', 'id', 'Asia/Jakarta', ${of.userId})`;
  return { sessionId, auditEventId, fileId, exportId };
}

async function fillImports(owner: Sql, tenant: string, of: { fileId: string; userId: string }) {
  const [importId, importMappingId] = [newId(), newId()];
  await owner`insert into gloria.imports (tenant_id, id, kind, status, file_id, file_name, format, started_by, actor_id, total, done, expires_at)
    values (${tenant}, ${importId}, 'people', 'planned', ${of.fileId}, 'daftar.csv', 'csv', ${of.userId}, ${of.userId}, 1, 1, now() + interval '30 days')`;
  await owner`insert into gloria.import_rows (tenant_id, import_id, row_number, mapped, action, plan_digest, label)
    values (${tenant}, ${importId}, 2, '{}', 'skip', 'x', 'Wulan Sari')`;
  await owner`insert into gloria.import_mappings (tenant_id, id, kind, name, mapping, created_by)
    values (${tenant}, ${importMappingId}, 'people', ${`Daftar SDM ${markOf(importMappingId)}`}, '{"columns":[{"header":"NIP","field":"nip"}]}', ${of.userId})`;
  await owner`insert into gloria.external_ids (tenant_id, entity_type, external_id, entity_id)
    values (${tenant}, 'user', ${`x-${of.userId}`}, ${of.userId})`;
  return { importId, importMappingId };
}

async function fillProvisioning(owner: Sql, tenant: TestTenant, of: { userId: string; sessionId: string }) {
  const [clerkReviewId, scimTokenId, impersonationId] = [newId(), newId(), newId()];
  await owner`insert into gloria.clerk_links (tenant_id, id, user_id) values (${tenant.id}, ${newId()}, ${of.userId})`;
  const facts = {
    name: "Wulan Sari",
    email: null,
    phone: null,
    externalId: null,
    banned: false,
    locked: false,
    deleted: false,
    member: true,
  };
  await owner`insert into gloria.clerk_reviews (tenant_id, id, subject, reason, facts, fingerprint)
    values (${tenant.id}, ${clerkReviewId}, ${`user_${clerkReviewId}`}, 'unmatched', ${owner.json(facts)}, 'f')`;
  await owner`insert into gloria.scim_tokens (tenant_id, id, name, secret_hash, created_by, expires_at)
    values (${tenant.id}, ${scimTokenId}, 'Entra', 'h', ${of.userId}, now() + interval '1 year')`;
  await owner`insert into gloria.scim_links (tenant_id, id, user_id, user_name, attributes)
    values (${tenant.id}, ${newId()}, ${of.userId}, ${`w-${newId()}`}, '{}')`;
  await owner`insert into gloria.impersonations (tenant_id, id, impersonator_id, target_id, session_id, reason, expires_at)
    values (${tenant.id}, ${impersonationId}, ${tenant.adminId}, ${of.userId}, ${of.sessionId}, 'Bantuan', now() + interval '10 minutes')`;
  return { clerkReviewId, scimTokenId, impersonationId };
}

async function fillJoining(owner: Sql, tenant: TestTenant, userId: string) {
  const [invitationId, mergeId] = [newId(), newId()];
  await owner`insert into gloria.invitations (tenant_id, id, user_id, token_hash, expires_at, withdrawn_at)
    values (${tenant.id}, ${invitationId}, ${userId}, ${newId()}, now() + interval '1 day', now())`;
  await owner`insert into gloria.user_merges (tenant_id, id, survivor_id, duplicate_id, taken_fields, rows, undone_at)
    values (${tenant.id}, ${mergeId}, ${userId}, ${tenant.adminId}, '{}', '[]', now())`;
  await owner`insert into gloria.attempt_counters (tenant_id, subject) values (${tenant.id}, ${`test ${mergeId}`})`;
  return { invitationId, mergeId };
}

/** Makes what must be unique in a tenant differ, so that one may hold two of everything. */
function markOf(id: string): string {
  return id.slice(-8);
}

/**
 * Everything that can be written into the audit log. A closed union: a new action does not compile until both
 * languages have its text. `version` is the version of the action's schema.
 */
export const auditActions = {
  "auth.login": { category: "auth", severity: "info", version: 1 },
  "auth.logout": { category: "auth", severity: "info", version: 1 },
  "auth.login_failed": { category: "auth", severity: "warning", version: 1 },
  "auth.session_revoked": { category: "auth", severity: "notice", version: 1 },
  "auth.permissions_refreshed": { category: "auth", severity: "info", version: 1 },
  "auth.ticket_issued": { category: "auth", severity: "info", version: 1 },
  "auth.ticket_redeemed": { category: "auth", severity: "info", version: 1 },
  "access.denied": { category: "access", severity: "warning", version: 1 },
  "tenant.create": { category: "organisation", severity: "notice", version: 1 },
  "user.create": { category: "organisation", severity: "info", version: 1 },
  "user.update": { category: "organisation", severity: "info", version: 1 },
  "user.suspend": { category: "organisation", severity: "notice", version: 1 },
  "user.activate": { category: "organisation", severity: "notice", version: 1 },
  "user.delete": { category: "organisation", severity: "notice", version: 1 },
  "user.restore": { category: "organisation", severity: "notice", version: 1 },
  "user.merge": { category: "organisation", severity: "warning", version: 1 },
  "user.merge_undone": { category: "organisation", severity: "warning", version: 1 },
  "user.purge": { category: "organisation", severity: "critical", version: 1 },
  "invitation.create": { category: "onboarding", severity: "notice", version: 1 },
  "invitation.resend": { category: "onboarding", severity: "info", version: 1 },
  "invitation.withdraw": { category: "onboarding", severity: "notice", version: 1 },
  "invitation.accept": { category: "onboarding", severity: "notice", version: 1 },
  "invitation.refused": { category: "onboarding", severity: "warning", version: 1 },
  "school.create": { category: "organisation", severity: "notice", version: 1 },
  "school.update": { category: "organisation", severity: "info", version: 1 },
  "school.delete": { category: "organisation", severity: "warning", version: 1 },
  "school.restore": { category: "organisation", severity: "notice", version: 1 },
  "department.create": { category: "organisation", severity: "info", version: 1 },
  "department.update": { category: "organisation", severity: "info", version: 1 },
  "department.delete": { category: "organisation", severity: "notice", version: 1 },
  "department.restore": { category: "organisation", severity: "notice", version: 1 },
  "department.move": { category: "organisation", severity: "notice", version: 1 },
  "position.create": { category: "organisation", severity: "info", version: 1 },
  "position.update": { category: "organisation", severity: "info", version: 1 },
  "position.delete": { category: "organisation", severity: "notice", version: 1 },
  "position.restore": { category: "organisation", severity: "notice", version: 1 },
  "assignment.create": { category: "organisation", severity: "info", version: 1 },
  "assignment.update": { category: "organisation", severity: "info", version: 1 },
  "assignment.end": { category: "organisation", severity: "notice", version: 1 },
  "assignment.transfer": { category: "organisation", severity: "notice", version: 1 },
  "assignment.move": { category: "organisation", severity: "info", version: 1 },
  "assignment.primary": { category: "organisation", severity: "info", version: 1 },
  "assignment.begin": { category: "organisation", severity: "info", version: 1 },
  "assignment.expire": { category: "organisation", severity: "info", version: 1 },
  "employee.create": { category: "organisation", severity: "info", version: 1 },
  "role.create": { category: "access", severity: "notice", version: 1 },
  "role.assign": { category: "access", severity: "notice", version: 1 },
  "role.unassign": { category: "access", severity: "notice", version: 1 },
  "grant.create": { category: "access", severity: "notice", version: 1 },
  "grant.end": { category: "access", severity: "notice", version: 1 },
  "notification.read": { category: "notifications", severity: "info", version: 1 },
  "notification.read_all": { category: "notifications", severity: "info", version: 1 },
  "notification.archive": { category: "notifications", severity: "info", version: 1 },
  "outbox.read": { category: "notifications", severity: "info", version: 1 },
  "file.upload": { category: "platform", severity: "info", version: 1 },
  "file.download": { category: "platform", severity: "notice", version: 1 },
  "user.link": { category: "access", severity: "notice", version: 1 },
  "clerk.sync": { category: "onboarding", severity: "info", version: 1 },
  "clerk.review_open": { category: "onboarding", severity: "warning", version: 1 },
  "clerk.review_resolve": { category: "onboarding", severity: "notice", version: 1 },
  "clerk.review_dismiss": { category: "onboarding", severity: "notice", version: 1 },
  "scim_token.create": { category: "onboarding", severity: "warning", version: 1 },
  "scim_token.revoke": { category: "onboarding", severity: "notice", version: 1 },
  "role.provision": { category: "access", severity: "warning", version: 1 },
  "impersonation.start": { category: "access", severity: "warning", version: 1 },
  "impersonation.end": { category: "access", severity: "notice", version: 1 },
  "seed.demo": { category: "platform", severity: "notice", version: 1 },
} as const satisfies Record<
  string,
  { category: string; severity: "info" | "notice" | "warning" | "critical"; version: number }
>;

export type AuditAction = keyof typeof auditActions;
export const auditActionNames = Object.keys(auditActions) as [AuditAction, ...AuditAction[]];
export type AuditCategory = (typeof auditActions)[AuditAction]["category"];
export const auditCategories = [
  "auth",
  "access",
  "organisation",
  "onboarding",
  "notifications",
  "platform",
] as const satisfies readonly AuditCategory[];

/** How much care a value needs: a `secret` is stored as a keyed fingerprint, so that only "changed or not" shows. */
export const dataClasses = ["public", "internal", "personal", "specific", "secret"] as const;
export type DataClass = (typeof dataClasses)[number];

/** Kinds of things that audit events speak about. */
export const entityTypes = [
  "tenant",
  "school",
  "department",
  "position",
  "assignment",
  "employee",
  "user",
  "role",
  "role_assignment",
  "grant",
  "session",
  "invitation",
  "user_merge",
  "notification",
  "captured_message",
  "file",
  "clerk_review",
  "scim_token",
  "impersonation",
] as const;
export type EntityType = (typeof entityTypes)[number];

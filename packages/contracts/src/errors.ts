/** The nine families every error belongs to; transports and the worker decide by family alone. */
export type ErrorFamily =
  | "NOT_FOUND"
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "VALIDATION"
  | "CONFLICT"
  | "PRECONDITION"
  | "RATE_LIMITED"
  | "UNAVAILABLE"
  | "INTERNAL";

/**
 * Every error a client can meet. The codes are a closed union: a new one does not compile until both languages
 * have its text (`packages/i18n`).
 */
export const errorFamilies = {
  "request.malformed": "VALIDATION",
  "request.invalid": "VALIDATION",
  "request.too_large": "VALIDATION",
  "request.unsupported_media": "VALIDATION",
  "request.not_found": "NOT_FOUND",
  "request.method_not_allowed": "NOT_FOUND",
  "request.bad_cursor": "VALIDATION",
  "request.idempotency_mismatch": "CONFLICT",
  "request.idempotency_key_invalid": "VALIDATION",
  "request.precondition_failed": "PRECONDITION",
  "request.header_invalid": "VALIDATION",

  "auth.unauthenticated": "UNAUTHENTICATED",
  "auth.token_invalid": "UNAUTHENTICATED",
  "auth.token_expired": "UNAUTHENTICATED",
  "auth.session_revoked": "UNAUTHENTICATED",
  "auth.no_tenant": "FORBIDDEN",
  "auth.unknown_tenant": "FORBIDDEN",
  "auth.unknown_person": "UNAUTHENTICATED",
  "auth.person_inactive": "FORBIDDEN",
  "auth.tenant_inactive": "FORBIDDEN",
  "auth.identifier_unknown": "UNAUTHENTICATED",
  "auth.identifier_ambiguous": "CONFLICT",
  "auth.local_issuer_off": "FORBIDDEN",
  "auth.host_not_loopback": "FORBIDDEN",
  "auth.session_not_found": "NOT_FOUND",
  "auth.ticket_invalid": "UNAUTHENTICATED",
  "auth.webhook_signature_invalid": "UNAUTHENTICATED",

  "access.denied": "FORBIDDEN",
  "access.unknown_permission": "VALIDATION",
  "access.last_administrator": "CONFLICT",

  "tenant.not_found": "NOT_FOUND",
  "tenant.code_in_use": "CONFLICT",

  "school.not_found": "NOT_FOUND",
  "school.code_in_use": "CONFLICT",
  "school.npsn_in_use": "CONFLICT",
  "school.referenced": "CONFLICT",
  "school.version_conflict": "CONFLICT",

  "department.not_found": "NOT_FOUND",
  "department.code_in_use": "CONFLICT",
  "department.cycle": "CONFLICT",
  "department.in_use": "CONFLICT",
  "department.parent_not_found": "NOT_FOUND",
  "department.school_mismatch": "CONFLICT",
  "department.version_conflict": "CONFLICT",
  "position.not_found": "NOT_FOUND",
  "position.code_in_use": "CONFLICT",
  "position.cycle": "CONFLICT",
  "position.headcount_exceeded": "CONFLICT",
  "position.headcount_below_holders": "CONFLICT",
  "position.school_mismatch": "CONFLICT",
  "position.in_use": "CONFLICT",
  "position.version_conflict": "CONFLICT",
  "assignment.not_found": "NOT_FOUND",
  "assignment.version_conflict": "CONFLICT",
  "assignment.already_ended": "CONFLICT",
  "assignment.already_begun": "CONFLICT",
  "assignment.self_appointment": "FORBIDDEN",
  "assignment.person_resigned": "CONFLICT",
  "assignment.acts_own_seat": "CONFLICT",
  "assignment.plt_seat_taken": "CONFLICT",
  "assignment.plt_in_place": "CONFLICT",
  "assignment.plh_without_holder": "CONFLICT",
  "assignment.acting_too_long": "CONFLICT",
  "assignment.acting_extended_enough": "CONFLICT",
  "assignment.nothing_to_leave": "CONFLICT",
  "assignment.overlap": "CONFLICT",
  "assignment.primary_in_use": "CONFLICT",
  "role.not_found": "NOT_FOUND",
  "role.code_in_use": "CONFLICT",
  "role.cycle": "CONFLICT",
  "role.too_deep": "CONFLICT",
  "role.system_protected": "CONFLICT",
  "role.referenced": "CONFLICT",
  "role.version_conflict": "CONFLICT",
  "role.already_assigned": "CONFLICT",
  "role.assignment_not_found": "NOT_FOUND",
  "role.assignment_ambiguous": "CONFLICT",
  "role.edge_exists": "CONFLICT",
  "role.edge_not_found": "NOT_FOUND",
  "grant.not_found": "NOT_FOUND",
  "grant.exists": "CONFLICT",
  "grant.already_ended": "CONFLICT",
  "grant.anchor_refused": "VALIDATION",
  "resource.not_found": "NOT_FOUND",
  "access.platform_only": "VALIDATION",
  "access.wildcard_refused": "VALIDATION",
  "access.window_order": "VALIDATION",
  "access.condition_invalid": "VALIDATION",
  "permission.not_found": "NOT_FOUND",
  "permission.protected": "CONFLICT",
  "permission.in_use": "CONFLICT",
  "permission.version_conflict": "CONFLICT",
  "permission_group.not_found": "NOT_FOUND",
  "permission_group.version_conflict": "CONFLICT",
  "module.not_found": "NOT_FOUND",
  "module.protected": "CONFLICT",
  "module.required": "CONFLICT",
  "module.version_conflict": "CONFLICT",
  "delegation.self": "VALIDATION",
  "delegation.not_found": "NOT_FOUND",
  "delegation.delegate_inactive": "CONFLICT",
  "delegation.not_held": "FORBIDDEN",
  "delegation.not_delegable": "FORBIDDEN",
  "delegation.nothing_to_delegate": "CONFLICT",
  "delegation.outlasts_support": "CONFLICT",
  "delegation.too_deep": "CONFLICT",
  "delegation.hand_on_refused": "FORBIDDEN",
  "delegation.cycle": "CONFLICT",
  "delegation.too_long": "VALIDATION",
  "delegation.parent_ended": "CONFLICT",
  "delegation.already_ended": "CONFLICT",
  "guardrail.not_found": "NOT_FOUND",
  "guardrail.already_ended": "CONFLICT",
  "guardrail.locks_out": "CONFLICT",
  "permission_template.not_found": "NOT_FOUND",
  "permission_template.code_in_use": "CONFLICT",
  "permission_template.version_conflict": "CONFLICT",
  "permission_template.retired": "CONFLICT",
  "permission_template.wrong_kind": "CONFLICT",
  "permission_template.not_of_module": "VALIDATION",
  "permission_template.application_not_found": "NOT_FOUND",
  "permission_template.already_taken_back": "CONFLICT",
  "permission_batch.not_found": "NOT_FOUND",
  "permission_batch.wrong_state": "CONFLICT",
  "permission_batch.too_many": "VALIDATION",
  "permission_batch.item_ended": "CONFLICT",
  "access_review.not_found": "NOT_FOUND",
  "access_review.item_not_found": "NOT_FOUND",
  "access_review.closed": "CONFLICT",
  "access_review.own_item": "FORBIDDEN",
  "access_review.already_revoked": "CONFLICT",
  "access.window_past": "VALIDATION",
  "access.anchor_needed": "VALIDATION",
  "permission.code_in_use": "CONFLICT",
  "permission.epoch_behind": "CONFLICT",
  "permission.time_ahead": "VALIDATION",
  "policy_test.malformed": "VALIDATION",
  "policy_test.failed": "CONFLICT",
  "policy_test.version_conflict": "CONFLICT",
  "permission_group.code_in_use": "CONFLICT",
  "module.code_in_use": "CONFLICT",

  "user.not_found": "NOT_FOUND",
  "user.email_in_use": "CONFLICT",
  "user.nip_in_use": "CONFLICT",
  "user.username_in_use": "CONFLICT",
  "user.clerk_id_in_use": "CONFLICT",
  "user.referenced": "CONFLICT",
  "user.version_conflict": "CONFLICT",
  "user.delete_self": "CONFLICT",
  "user.suspend_self": "CONFLICT",

  "user.merge_same": "VALIDATION",
  "user.merge_raises_rights": "CONFLICT",
  "user.merge_blocked": "CONFLICT",
  "user.merged": "CONFLICT",
  "user.purged": "CONFLICT",
  "user.purge_not_deleted": "CONFLICT",
  "user.purge_too_early": "CONFLICT",
  "user.purge_name_mismatch": "VALIDATION",
  "merge.not_found": "NOT_FOUND",
  "merge.already_undone": "CONFLICT",
  "merge.undo_blocked": "CONFLICT",

  "invitation.not_found": "NOT_FOUND",
  "invitation.invalid": "UNAUTHENTICATED",
  "invitation.expired": "CONFLICT",
  "invitation.withdrawn": "CONFLICT",
  "invitation.already_accepted": "CONFLICT",
  "invitation.already_open": "CONFLICT",
  "invitation.not_invitable": "CONFLICT",
  "invitation.too_soon": "RATE_LIMITED",
  "invitation.too_many_attempts": "RATE_LIMITED",
  "invitation.version_conflict": "CONFLICT",

  "employee.not_found": "NOT_FOUND",
  "employee.nip_in_use": "CONFLICT",
  "employee.nik_in_use": "CONFLICT",
  "employee.nuptk_in_use": "CONFLICT",
  "employee.nip_pattern": "VALIDATION",
  "employee.version_conflict": "CONFLICT",
  "employee.already_linked": "CONFLICT",
  "employee.not_linked": "CONFLICT",
  "employee.only_identifier": "CONFLICT",
  "user.already_linked": "CONFLICT",
  "user_preferences.version_conflict": "CONFLICT",

  "saved_view.not_found": "NOT_FOUND",
  "saved_view.name_in_use": "CONFLICT",
  "saved_view.version_conflict": "CONFLICT",

  "notification.not_found": "NOT_FOUND",
  "audit.not_found": "NOT_FOUND",
  "outbox.not_found": "NOT_FOUND",

  "export.not_found": "NOT_FOUND",
  "export.pdf_too_long": "VALIDATION",

  "file.range_outside": "VALIDATION",
  "file.not_found": "NOT_FOUND",
  "file.expired": "NOT_FOUND",

  "import.not_found": "NOT_FOUND",
  "import.mapping_not_found": "NOT_FOUND",
  "import.wrong_state": "CONFLICT",
  "import.expired": "CONFLICT",
  "import.no_errors": "NOT_FOUND",
  "import.file_unreadable": "VALIDATION",

  "data.reference_missing": "VALIDATION",
  "data.conflict": "CONFLICT",
  "data.out_of_range": "VALIDATION",

  "access.escalation": "FORBIDDEN",
  "access.outlasts_support": "FORBIDDEN",

  "clerk.off": "NOT_FOUND",
  "clerk.unavailable": "UNAVAILABLE",
  "clerk.user_not_found": "NOT_FOUND",
  "clerk.review_not_found": "NOT_FOUND",
  "clerk.review_closed": "CONFLICT",

  "scim.token_invalid": "UNAUTHENTICATED",
  "scim.token_not_found": "NOT_FOUND",
  "scim.invalid_filter": "VALIDATION",
  "scim.invalid_path": "VALIDATION",
  "scim.invalid_value": "VALIDATION",
  "scim.mutability": "VALIDATION",
  "scim.user_name_in_use": "CONFLICT",
  "scim.external_id_in_use": "CONFLICT",
  "scim.group_not_provisioned": "FORBIDDEN",

  "impersonation.not_found": "NOT_FOUND",
  "impersonation.not_allowed": "FORBIDDEN",
  "impersonation.read_only": "FORBIDDEN",
  "impersonation.ended": "FORBIDDEN",

  "service.unavailable": "UNAVAILABLE",
  "service.rate_limited": "RATE_LIMITED",
  "service.internal": "INTERNAL",
} as const satisfies Record<string, ErrorFamily>;

export type ErrorCode = keyof typeof errorFamilies;

/** Values that fill the placeholders of an error's text. They reach the client: never put a secret here. */
export type ErrorParams = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** One thing wrong with an input: where, by which rule. */
export interface FieldError {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** HTTP status of a family; a malformed request is 400, a well-formed but invalid one 422. */
export function httpStatusOf(code: ErrorCode): number {
  switch (code) {
    case "request.invalid":
    case "data.reference_missing":
    case "data.out_of_range":
    case "employee.nip_pattern":
    case "user.purge_name_mismatch":
    case "grant.anchor_refused":
    case "access.platform_only":
    case "access.wildcard_refused":
    case "access.window_order":
    case "access.condition_invalid":
    case "delegation.self":
    case "delegation.too_long":
    case "permission_template.not_of_module":
    case "permission_batch.too_many":
    case "access.window_past":
    case "access.anchor_needed":
      return 422;
    case "request.too_large":
      return 413;
    case "request.unsupported_media":
      return 415;
    case "file.range_outside":
      return 416;
    case "file.expired":
      return 410;
    case "request.method_not_allowed":
      return 405;
    case "request.precondition_failed":
      return 412;
  }
  const statusByFamily: Record<ErrorFamily, number> = {
    NOT_FOUND: 404,
    UNAUTHENTICATED: 401,
    FORBIDDEN: 403,
    VALIDATION: 400,
    CONFLICT: 409,
    PRECONDITION: 412,
    RATE_LIMITED: 429,
    UNAVAILABLE: 503,
    INTERNAL: 500,
  };
  return statusByFamily[errorFamilies[code]];
}

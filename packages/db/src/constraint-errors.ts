import type { ErrorCode } from "@gloria/contracts";

/**
 * Every unique, exclusion and trigger constraint that a client's input can violate, and the code it then meets.
 * A test holds this map against the catalogue: a constraint without a code fails it.
 */
export const constraintErrors: Readonly<Record<string, ErrorCode>> = {
  tenants_code_key: "tenant.code_in_use",
  tenants_clerk_org_id_key: "tenant.code_in_use",
  schools_tenant_code_key: "school.code_in_use",
  schools_tenant_npsn_key: "school.npsn_in_use",
  departments_tenant_code_key: "department.code_in_use",
  departments_no_cycle: "department.cycle",
  departments_parent_check: "department.cycle",
  positions_tenant_code_key: "position.code_in_use",
  position_reports_line_key: "position.cycle",
  position_reports_no_cycle: "position.cycle",
  position_reports_self_check: "position.cycle",
  employees_tenant_nip_key: "employee.nip_in_use",
  users_tenant_email_key: "user.email_in_use",
  users_tenant_username_key: "user.username_in_use",
  users_tenant_nip_key: "user.nip_in_use",
  users_tenant_clerk_key: "user.clerk_id_in_use",
  assignments_no_overlap: "assignment.overlap",
  assignments_headcount: "position.headcount_exceeded",
  positions_headcount: "position.headcount_exceeded",
  assignment_notices_once_key: "data.conflict",
  assignments_one_primary: "assignment.primary_in_use",
  roles_tenant_code_key: "role.code_in_use",
  role_edges_no_cycle: "role.cycle",
  role_edges_self_check: "role.cycle",
  role_edges_depth: "role.too_deep",
  role_edges_pair_key: "data.conflict",
  invitations_open_key: "invitation.already_open",
  invitations_token_key: "data.conflict",
  invitations_code_key: "data.conflict",
  sessions_external_sid_key: "data.conflict",
  users_home_school_fkey: "school.not_found",
  deliveries_once_key: "data.conflict",
  inbox_items_once_key: "data.conflict",
  import_mappings_name_key: "data.conflict",
};

export { assignRole } from "./assign-role.ts";
export { changeRoleGrants, endRoleGrant, grantToRole } from "./change-role-grants.ts";
export { changeRoleHierarchy } from "./change-role-hierarchy.ts";
export { createRole } from "./create-role.ts";
export { deleteRole } from "./delete-role.ts";
export { getRole, getRoleByCode } from "./get-role.ts";
export { getRoleHierarchy } from "./get-role-hierarchy.ts";
export { getRoleStatistics } from "./get-role-statistics.ts";
export {
  listRoleHolders,
  listUserRoles,
  type RoleAssignmentPage,
} from "./list-role-assignments.ts";
export { listRoleGrants, type RoleGrantPage } from "./list-role-grants.ts";
export { listRoles, type RolePage } from "./list-roles.ts";
export { removeRole } from "./remove-role.ts";
export { restoreRole } from "./restore-role.ts";
export { roleAssignmentColumnClasses } from "./role-assignment-queries.ts";
export { gainsAt, gainsOfRole, loadCarriedGrants, loadGrantedThings } from "./role-chain.ts";
export { roleColumnClasses } from "./role-queries.ts";
export { updateRole } from "./update-role.ts";

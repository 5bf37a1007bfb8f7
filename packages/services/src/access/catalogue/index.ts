export { permissionColumnClasses } from "./catalogue-queries.ts";
export { createPermission } from "./create-permission.ts";
export { deletePermission } from "./delete-permission.ts";
export { getPermission, getPermissionByCode } from "./get-permission.ts";
export { getPermissionStatistics } from "./get-permission-statistics.ts";
export { listPermissionGroups, type PermissionGroupPage } from "./list-permission-groups.ts";
export { listPermissions, type PermissionPage } from "./list-permissions.ts";
export { updatePermission } from "./update-permission.ts";
export { createPermissionGroup, updatePermissionGroup } from "./write-permission-group.ts";

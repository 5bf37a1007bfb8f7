export { assertMayReadQueues } from "./assert-may-read-queues.ts";
export { checkPermission, type PermissionAnswer } from "./check-permission.ts";
export { getUserPermissions } from "./get-user-permissions.ts";
export { warmPermissions } from "./warm-permissions.ts";

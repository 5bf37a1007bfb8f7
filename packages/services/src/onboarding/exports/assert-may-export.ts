import type { ExportKind, PermissionCode } from "@gloria/contracts";
import type { Access } from "@gloria/permissions";
import type { ExportRequest } from "./read-export-request.ts";

/** What must be held, somewhere at least, to take rows of a kind out; which rows it is is asked of each row. */
const exportPermissions: Readonly<Record<ExportKind, readonly PermissionCode[]>> = {
  users: ["user:export"],
  employees: ["employee:export"],
  assignments: ["assignment:export"],
  organisation: ["school:export", "department:export", "position:export"],
  oneroster: ["school:export", "user:export", "assignment:export"],
};

/** @throws AppError `access.denied` */
export function assertMayExport(access: Access, { kind, columns }: Pick<ExportRequest, "kind" | "columns">): void {
  access.assert("export:create");
  for (const code of exportPermissions[kind]) access.assert(code);
  if (columns.some((column) => column.care === "specific")) access.assert("employee.sensitive:export");
}

/**
 * What must be held to read the file: by its requester somewhere at least, by anybody else in the whole foundation. Of
 * a requester who may read nothing sensitive it is masked throughout, and asks for no such permission.
 */
export function readerPermissionsOf(
  requester: Access,
  { kind, columns }: Pick<ExportRequest, "kind" | "columns">,
): PermissionCode[] {
  const sensitive: PermissionCode = kind === "employees" ? "employee.sensitive:export" : "user.sensitive:read";
  const hasSensitive = kind === "oneroster" || columns.some((column) => column.care !== "open");
  return ["export:read", ...exportPermissions[kind], ...(hasSensitive && requester.can(sensitive) ? [sensitive] : [])];
}

import { type PermissionCode, permissionCatalogue } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { Access } from "@gloria/permissions";
import type { FileRow } from "./find-readable-file.ts";

/**
 * A file is its maker's, and of those who hold in the whole foundation everything that it asks for: what stands in it
 * is no longer divided by school. Data taken out of Gloria is its maker's for as long as they might still take it out,
 * somewhere at least; what they uploaded is theirs anyway.
 *
 * @throws AppError `access.denied`
 */
export function assertMayReadFile(
  access: Access,
  file: Pick<FileRow, "createdBy" | "purpose" | "readerPermissions">,
): void {
  if (access.userId !== null && access.userId === file.createdBy) {
    if (file.purpose === "export") for (const code of file.readerPermissions) access.assert(knownPermission(code));
    return;
  }
  for (const code of file.readerPermissions) access.assertRegion(knownPermission(code), { scope: "ALL" });
}

/** A file may outlive a permission that its reader once needed: then it is its maker's alone. */
function knownPermission(code: string): PermissionCode {
  if (!Object.hasOwn(permissionCatalogue, code)) throw new AppError("access.denied", { permission: code });
  return code as PermissionCode;
}

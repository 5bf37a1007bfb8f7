export { assertNothingRefers } from "./assert-nothing-refers.ts";
export { assertSchoolExists } from "./assert-school-exists.ts";
export { assertVersion } from "./assert-version.ts";
export { attributeColumns } from "./attribute-columns.ts";
export * from "./audit/index.ts";
export { beginsNameOrCode } from "./begins-name-or-code.ts";
export { escapeLike } from "./escape-like.ts";
export * from "./files/index.ts";
export * from "./giving/index.ts";
export { insideOf, readAtOnce, readInTenant, type VerbTransaction, writeAtOnce, writeInTenant } from "./in-tenant.ts";
export { invitationToken } from "./invitation-token.ts";
export { type Notice, notify } from "./notify.ts";
export { type OpenServices, type OpenServicesOptions, openServices } from "./open-services.ts";
export {
  type Cursor,
  cursorText,
  decodeCursor,
  encodeCursor,
  instantKey,
  pageFrom,
  textKey,
} from "./paging/cursor.ts";
export { fieldErrorsOf, parseInput } from "./parse-input.ts";
export { nextVersion, restoration, softDeletion } from "./row-versions.ts";
export type { Services } from "./services.ts";
export { systemContext } from "./system-context.ts";
export { targetAttributes } from "./target-attributes.ts";

export { findNipsOfOthers } from "./assert-may-give-nip.ts";
export { countEmployees } from "./count-employees.ts";
export { createEmployee } from "./create-employee.ts";
export { deleteEmployee } from "./delete-employee.ts";
export { type AuditedEmployee, auditedEmployee, employeeColumnClasses } from "./employee-audit.ts";
export { type EmployeeDataRow, employeeTarget } from "./employee-queries.ts";
export { getEmployee } from "./get-employee.ts";
export { getNipRule } from "./get-nip-rule.ts";
export { linkEmployee } from "./link-employee.ts";
export { type EmployeePage, listEmployees } from "./list-employees.ts";
export { listUnlinkedEmployees } from "./list-unlinked-employees.ts";
export { listUnlinkedUsers } from "./list-unlinked-users.ts";
export { maskSpecific } from "./mask-specific.ts";
export { assertNipsFit, takeProvisionalNips } from "./nip-rules.ts";
export { replaceNip } from "./replace-nip.ts";
export { restoreEmployee } from "./restore-employee.ts";
export { setNipRule } from "./set-nip-rule.ts";
export {
  type EmployeeKey,
  fingerprintsOf,
  mapSpecific,
  openSpecific,
  type SealedSpecific,
  sealSpecific,
  specificIndex,
} from "./specific-data.ts";
export { unlinkEmployee } from "./unlink-employee.ts";
export { updateEmployee } from "./update-employee.ts";

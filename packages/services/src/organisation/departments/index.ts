export { createDepartment } from "./create-department.ts";
export { deleteDepartment } from "./delete-department.ts";
export { getDepartment } from "./get-department.ts";
export { getDepartmentHierarchy } from "./get-department-hierarchy.ts";
export { listDepartmentUsers } from "./list-department-users.ts";
export { type DepartmentPage, listDepartments } from "./list-departments.ts";
export { moveDepartment } from "./move-department.ts";
export { restoreDepartment } from "./restore-department.ts";
export { updateDepartment } from "./update-department.ts";

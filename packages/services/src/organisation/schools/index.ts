export { createSchool } from "./create-school.ts";
export { deleteSchool } from "./delete-school.ts";
export { getSchool, getSchoolByCode } from "./get-school.ts";
export { getSchoolHierarchy } from "./get-school-hierarchy.ts";
export { getSchoolStatistics } from "./get-school-statistics.ts";
export { listSchools, type SchoolPage } from "./list-schools.ts";
export { restoreSchool } from "./restore-school.ts";
export { schoolColumnClasses, schoolTarget, visibleSchools } from "./school-queries.ts";
export { updateSchool } from "./update-school.ts";

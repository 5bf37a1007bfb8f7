export { createModule } from "./create-module.ts";
export { endModuleAccess } from "./end-module-access.ts";
export { grantModuleAccess } from "./grant-module-access.ts";
export { listModules, type ModulePage } from "./list-modules.ts";
export { moduleColumnClasses } from "./module-queries.ts";
export { checkModuleAccess, listRoleModuleAccess, listUserModuleAccess } from "./read-module-access.ts";
export { updateModule } from "./update-module.ts";

export { applyPermissionTemplate, applyRoleTemplate } from "./apply-permission-template.ts";
export { createPermissionTemplate, createRoleTemplate } from "./create-permission-template.ts";
export {
  getPermissionTemplate,
  listPermissionTemplates,
  listRoleTemplates,
  listTemplateVersions,
} from "./list-permission-templates.ts";
export { listTemplateApplications } from "./list-template-applications.ts";
export { retirePermissionTemplate } from "./retire-permission-template.ts";
export { takeBackTemplate } from "./take-back-template.ts";
export { updatePermissionTemplate } from "./update-permission-template.ts";

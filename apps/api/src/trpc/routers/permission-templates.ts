import {
  applyPermissionTemplateInput,
  applyRoleTemplateInput,
  createPermissionTemplateInput,
  createRoleTemplateInput,
  listPermissionTemplatesInput,
  listRoleTemplatesInput,
  listTemplateApplicationsInput,
  listTemplateVersionsInput,
  permissionTemplateIdInput,
  permissionTemplateOutput,
  permissionTemplatePageOutput,
  retirePermissionTemplateInput,
  takeBackTemplateInput,
  takeBackTemplateOutput,
  templateApplicationChangeOutput,
  templateApplicationPageOutput,
  templateVersionPageOutput,
  updatePermissionTemplateInput,
} from "@gloria/contracts";
import {
  applyPermissionTemplate,
  applyRoleTemplate,
  createPermissionTemplate,
  createRoleTemplate,
  getPermissionTemplate,
  listPermissionTemplates,
  listRoleTemplates,
  listTemplateApplications,
  listTemplateVersions,
  retirePermissionTemplate,
  takeBackTemplate,
  updatePermissionTemplate,
} from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "permission templates";
const base = "/permission-templates";
const created = (template: { id: string }) => `${base}/${template.id}`;

export const permissionTemplatesRouter = router({
  list: permitted("permission.template:read", {
    cost: "read",
    rest: { method: "GET", path: base, tag, summary: "Bundles of rights, by name" },
  })
    .input(asked(listPermissionTemplatesInput))
    .output(answered(permissionTemplatePageOutput))
    .query(({ ctx, input }) => listPermissionTemplates(ctx.api.services, ctx.tenant, input)),
  get: permitted("permission.template:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}`, tag, summary: "One template with its rights" },
  })
    .input(asked(permissionTemplateIdInput))
    .output(answered(permissionTemplateOutput))
    .query(({ ctx, input }) => getPermissionTemplate(ctx.api.services, ctx.tenant, input)),
  versions: permitted("permission.template:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}/versions`, tag, summary: "What a template held at each time" },
  })
    .input(asked(listTemplateVersionsInput))
    .output(answered(templateVersionPageOutput))
    .query(({ ctx, input }) => listTemplateVersions(ctx.api.services, ctx.tenant, input)),
  applications: permitted("permission.template:read", {
    cost: "read",
    rest: {
      method: "GET",
      path: `${base}/{id}/applications`,
      tag,
      summary: "To whom a template was given, and how far they have drifted from it",
    },
  })
    .input(asked(listTemplateApplicationsInput))
    .output(answered(templateApplicationPageOutput))
    .query(({ ctx, input }) => listTemplateApplications(ctx.api.services, ctx.tenant, input)),
  create: permitted("permission.template:create", {
    cost: "write",
    idempotent: true,
    rest: { method: "POST", path: base, tag, summary: "Keep a bundle for a role, a user or a module", created },
  })
    .input(asked(createPermissionTemplateInput))
    .output(answered(permissionTemplateOutput))
    .mutation(({ ctx, input }) => createPermissionTemplate(ctx.api.services, ctx.tenant, input)),
  update: permitted("permission.template:update", {
    cost: "write",
    rest: { method: "PUT", path: `${base}/{id}`, tag, summary: "Change a template; other rights make a new version" },
  })
    .input(asked(updatePermissionTemplateInput))
    .output(answered(permissionTemplateOutput))
    .mutation(({ ctx, input }) => updatePermissionTemplate(ctx.api.services, ctx.tenant, input)),
  retire: permitted("permission.template:delete", {
    cost: "write",
    rest: { method: "DELETE", path: `${base}/{id}`, tag, summary: "Take a template out of use" },
  })
    .input(asked(retirePermissionTemplateInput))
    .output(answered(permissionTemplateOutput))
    .mutation(({ ctx, input }) => retirePermissionTemplate(ctx.api.services, ctx.tenant, input)),
  applyTemplate: permitted("permission.template:assign", {
    cost: "write",
    idempotent: true,
    rest: { method: "POST", path: `${base}/apply`, tag, summary: "Give a role or a person a template, with a dry run" },
  })
    .input(asked(applyPermissionTemplateInput))
    .output(answered(templateApplicationChangeOutput))
    .mutation(({ ctx, input }) => applyPermissionTemplate(ctx.api.services, ctx.tenant, input)),
  takeBack: permitted("permission.template:assign", {
    cost: "write",
    rest: {
      method: "POST",
      path: `${base}/applications/{id}/take-back`,
      tag,
      summary: "End exactly the grants that an application made",
    },
  })
    .input(asked(takeBackTemplateInput))
    .output(answered(takeBackTemplateOutput))
    .mutation(({ ctx, input }) => takeBackTemplate(ctx.api.services, ctx.tenant, input)),
  listForRoles: permitted("permission.template:read", {
    cost: "read",
    rest: { method: "GET", path: "/roles/templates", tag, summary: "Templates of roles, by name" },
  })
    .input(asked(listRoleTemplatesInput))
    .output(answered(permissionTemplatePageOutput))
    .query(({ ctx, input }) => listRoleTemplates(ctx.api.services, ctx.tenant, input)),
  createForRoles: permitted("permission.template:create", {
    cost: "write",
    idempotent: true,
    rest: { method: "POST", path: "/roles/templates", tag, summary: "Keep a bundle for roles", created },
  })
    .input(asked(createRoleTemplateInput))
    .output(answered(permissionTemplateOutput))
    .mutation(({ ctx, input }) => createRoleTemplate(ctx.api.services, ctx.tenant, input)),
  applyToRole: permitted("permission.template:assign", {
    cost: "write",
    idempotent: true,
    rest: {
      method: "POST",
      path: "/roles/templates/apply",
      tag,
      summary: "Make a role of a template, or give it to one, with a dry run",
    },
  })
    .input(asked(applyRoleTemplateInput))
    .output(answered(templateApplicationChangeOutput))
    .mutation(({ ctx, input }) => applyRoleTemplate(ctx.api.services, ctx.tenant, input)),
});

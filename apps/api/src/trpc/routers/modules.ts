import {
  createModuleInput,
  listModulesInput,
  moduleChangeOutput,
  modulePageOutput,
  updateModuleInput,
} from "@gloria/contracts";
import { createModule, listModules, updateModule } from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "modules";
const base = "/modules";

export const modulesRouter = router({
  list: permitted("module:read", {
    cost: "read",
    rest: { method: "GET", path: base, tag, summary: "Gloria's modules and the foundation's own" },
  })
    .input(asked(listModulesInput))
    .output(answered(modulePageOutput))
    .query(({ ctx, input }) => listModules(ctx.api.services, ctx.tenant, input)),
  create: permitted("module:create", {
    cost: "write",
    idempotent: true,
    rest: { method: "POST", path: base, tag, summary: "Register a module" },
  })
    .input(asked(createModuleInput))
    .output(answered(moduleChangeOutput))
    .mutation(({ ctx, input }) => createModule(ctx.api.services, ctx.tenant, input)),
  update: permitted("module:update", {
    cost: "write",
    rest: { method: "PATCH", path: `${base}/{id}`, tag, summary: "Switch a module on or off, or change it" },
  })
    .input(asked(updateModuleInput))
    .output(answered(moduleChangeOutput))
    .mutation(({ ctx, input }) => updateModule(ctx.api.services, ctx.tenant, input)),
});

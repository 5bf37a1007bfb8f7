import {
  createImportInput,
  importIdInput,
  importInspectionOutput,
  importMappingOutput,
  importMappingPageOutput,
  importOutput,
  importPageOutput,
  importRowPageOutput,
  importTemplateInput,
  importTemplateOutput,
  inspectImportInput,
  listImportMappingsInput,
  listImportRowsInput,
  listImportsInput,
  saveImportMappingInput,
} from "@gloria/contracts";
import {
  cancelImport,
  commitImport,
  createImport,
  getImport,
  getImportTemplate,
  inspectImport,
  listImportMappings,
  listImportRows,
  listImports,
  resumeImport,
  saveImportMapping,
  undoImport,
} from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "imports";
const accepted = (made: { id: string }) => `/imports/${made.id}`;

export const importsRouter = router({
  list: permitted("import:read", {
    cost: "read",
    rest: { method: "GET", path: "/imports", tag, summary: "Imports, newest first" },
  })
    .input(asked(listImportsInput))
    .output(answered(importPageOutput))
    .query(({ ctx, input }) => listImports(ctx.api.services, ctx.tenant, input)),
  template: permitted("import:create", {
    cost: "read",
    rest: { method: "GET", path: "/imports/template", tag, summary: "An empty file to fill in" },
  })
    .input(asked(importTemplateInput))
    .output(answered(importTemplateOutput))
    .query(({ ctx, input }) => getImportTemplate(ctx.api.services, ctx.tenant, input)),
  inspect: permitted("import:create", {
    cost: "bulk",
    rest: {
      method: "GET",
      path: "/imports/inspection",
      tag,
      summary: "Headings of an uploaded file, and what each most probably means",
    },
  })
    .input(asked(inspectImportInput))
    .output(answered(importInspectionOutput))
    .query(({ ctx, input }) => inspectImport(ctx.api.services, ctx.tenant, input)),
  listMappings: permitted("import:create", {
    cost: "read",
    rest: { method: "GET", path: "/imports/mappings", tag, summary: "Kept mappings" },
  })
    .input(asked(listImportMappingsInput))
    .output(answered(importMappingPageOutput))
    .query(({ ctx, input }) => listImportMappings(ctx.api.services, ctx.tenant, input)),
  saveMapping: permitted("import:create", {
    cost: "write",
    idempotent: true,
    rest: {
      method: "POST",
      path: "/imports/mappings",
      tag,
      summary: "Keep a mapping for the next file",
      created: (mapping: { id: string }) => `/imports/mappings/${mapping.id}`,
    },
  })
    .input(asked(saveImportMappingInput))
    .output(answered(importMappingOutput))
    .mutation(({ ctx, input }) => saveImportMapping(ctx.api.services, ctx.tenant, input)),
  get: permitted("import:read", {
    cost: "read",
    rest: { method: "GET", path: "/imports/{id}", tag, summary: "Progress and counts of an import" },
  })
    .input(asked(importIdInput))
    .output(answered(importOutput))
    .query(({ ctx, input }) => getImport(ctx.api.services, ctx.tenant, input)),
  rows: permitted("import:read", {
    cost: "read",
    rest: { method: "GET", path: "/imports/{id}/rows", tag, summary: "What each row would do or did, field by field" },
  })
    .input(asked(listImportRowsInput))
    .output(answered(importRowPageOutput))
    .query(({ ctx, input }) => listImportRows(ctx.api.services, ctx.tenant, input)),
  create: permitted("import:create", {
    cost: "bulk",
    idempotent: true,
    rest: {
      method: "POST",
      path: "/imports",
      tag,
      summary: "Begin an import: a dry run of an uploaded file",
      accepted,
    },
  })
    .input(asked(createImportInput))
    .output(answered(importOutput))
    .mutation(({ ctx, input }) => createImport(ctx.api.services, ctx.tenant, input)),
  commit: permitted("import:approve", {
    cost: "bulk",
    rest: { method: "POST", path: "/imports/{id}/commit", tag, summary: "Apply what the dry run has shown", accepted },
  })
    .input(asked(importIdInput))
    .output(answered(importOutput))
    .mutation(({ ctx, input }) => commitImport(ctx.api.services, ctx.tenant, input)),
  cancel: permitted("import:create", {
    cost: "write",
    rest: { method: "POST", path: "/imports/{id}/cancel", tag, summary: "Stop an import" },
  })
    .input(asked(importIdInput))
    .output(answered(importOutput))
    .mutation(({ ctx, input }) => cancelImport(ctx.api.services, ctx.tenant, input)),
  resume: permitted("import:create", {
    cost: "bulk",
    rest: { method: "POST", path: "/imports/{id}/resume", tag, summary: "Go on where an import stopped", accepted },
  })
    .input(asked(importIdInput))
    .output(answered(importOutput))
    .mutation(({ ctx, input }) => resumeImport(ctx.api.services, ctx.tenant, input)),
  undo: permitted("import:restore", {
    cost: "bulk",
    rest: { method: "POST", path: "/imports/{id}/undo", tag, summary: "Take an import back, row by row", accepted },
  })
    .input(asked(importIdInput))
    .output(answered(importOutput))
    .mutation(({ ctx, input }) => undoImport(ctx.api.services, ctx.tenant, input)),
});

import {
  createSchoolInput,
  deleteSchoolInput,
  listSchoolsInput,
  schoolByCodeInput,
  schoolHierarchyOutput,
  schoolIdInput,
  schoolOutput,
  schoolPageOutput,
  schoolStatisticsOutput,
  updateSchoolInput,
} from "@gloria/contracts";
import {
  createSchool,
  deleteSchool,
  getSchool,
  getSchoolByCode,
  getSchoolHierarchy,
  getSchoolStatistics,
  listSchools,
  restoreSchool,
  updateSchool,
} from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "schools";
const base = "/organizations/schools";

export const schoolsRouter = router({
  list: permitted("school:read", {
    cost: "read",
    rest: { method: "GET", path: base, tag, summary: "Page, filter and search schools" },
  })
    .input(asked(listSchoolsInput))
    .output(answered(schoolPageOutput))
    .query(({ ctx, input }) => listSchools(ctx.api.services, ctx.tenant, input)),
  statistics: permitted("school:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/statistics`, tag, summary: "Counts by level and school" },
  })
    .output(answered(schoolStatisticsOutput))
    .query(({ ctx }) => getSchoolStatistics(ctx.api.services, ctx.tenant)),
  byCode: permitted("school:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/by-code/{code}`, tag, summary: "One school by code" },
  })
    .input(asked(schoolByCodeInput))
    .output(answered(schoolOutput))
    .query(({ ctx, input }) => getSchoolByCode(ctx.api.services, ctx.tenant, input)),
  get: permitted("school:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}`, tag, summary: "One school" },
  })
    .input(asked(schoolIdInput))
    .output(answered(schoolOutput))
    .query(({ ctx, input }) => getSchool(ctx.api.services, ctx.tenant, input)),
  hierarchy: permitted("school:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}/hierarchy`, tag, summary: "The tree below a school" },
  })
    .input(asked(schoolIdInput))
    .output(answered(schoolHierarchyOutput))
    .query(({ ctx, input }) => getSchoolHierarchy(ctx.api.services, ctx.tenant, input)),
  create: permitted("school:create", {
    cost: "write",
    idempotent: true,
    rest: {
      method: "POST",
      path: base,
      tag,
      summary: "Found a school",
      created: (school: { id: string }) => `${base}/${school.id}`,
    },
  })
    .input(asked(createSchoolInput))
    .output(answered(schoolOutput))
    .mutation(({ ctx, input }) => createSchool(ctx.api.services, ctx.tenant, input)),
  update: permitted("school:update", {
    cost: "write",
    rest: { method: "PATCH", path: `${base}/{id}`, tag, summary: "Change a school" },
  })
    .input(asked(updateSchoolInput))
    .output(answered(schoolOutput))
    .mutation(({ ctx, input }) => updateSchool(ctx.api.services, ctx.tenant, input)),
  delete: permitted("school:delete", {
    cost: "write",
    rest: { method: "DELETE", path: `${base}/{id}`, tag, summary: "Delete a school softly" },
  })
    .input(asked(deleteSchoolInput))
    .output(answered(schoolOutput))
    .mutation(({ ctx, input }) => deleteSchool(ctx.api.services, ctx.tenant, input)),
  restore: permitted("school:restore", {
    cost: "write",
    rest: { method: "POST", path: `${base}/{id}/restore`, tag, summary: "Undo a soft delete" },
  })
    .input(asked(schoolIdInput))
    .output(answered(schoolOutput))
    .mutation(({ ctx, input }) => restoreSchool(ctx.api.services, ctx.tenant, input)),
});

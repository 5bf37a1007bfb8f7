import {
  checkPermissionInput,
  checkPermissionOutput,
  explainPermissionInput,
  explainPermissionOutput,
  getPolicyTestsInput,
  policyTestsOutput,
  refreshCacheInput,
  refreshCacheOutput,
  runPolicyTestsInput,
  runPolicyTestsOutput,
  savePolicyTestsInput,
  simulatePermissionsInput,
  simulatePermissionsOutput,
  validatePermissionsInput,
  validatePermissionsOutput,
  whoCanInput,
  whoCanOutput,
} from "@gloria/contracts";
import {
  checkPermission,
  explainPermission,
  getPolicyTests,
  listWhoCan,
  refreshCache,
  runPolicyTests,
  savePolicyTests,
  simulatePermissions,
  validatePermissions,
} from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router, selfProcedure } from "../procedures.ts";

const tag = "permissions";

export const permissionsRouter = router({
  check: selfProcedure({
    cost: "read",
    rest: { method: "POST", path: "/permissions/check", tag, summary: "May a person do this to that?" },
  })
    .input(asked(checkPermissionInput))
    .output(answered(checkPermissionOutput))
    .mutation(({ ctx, input }) => checkPermission(ctx.api.services, ctx.tenant, input)),
  validate: selfProcedure({
    cost: "read",
    rest: { method: "POST", path: "/permissions/validate", tag, summary: "Many checks of one snapshot" },
  })
    .input(asked(validatePermissionsInput))
    .output(answered(validatePermissionsOutput))
    .mutation(({ ctx, input }) => validatePermissions(ctx.api.services, ctx.tenant, input)),
  explain: selfProcedure({
    cost: "read",
    rest: {
      method: "POST",
      path: "/permissions/explain",
      tag,
      summary: "Why, at every layer, and what would change the answer",
    },
  })
    .input(asked(explainPermissionInput))
    .output(answered(explainPermissionOutput))
    .mutation(({ ctx, input }) => explainPermission(ctx.api.services, ctx.tenant, input)),
  whoCan: permitted("permission:read", {
    cost: "bulk",
    rest: { method: "GET", path: "/permissions/who-can", tag, summary: "Who may do this to that" },
  })
    .input(asked(whoCanInput))
    .output(answered(whoCanOutput))
    .query(({ ctx, input }) => listWhoCan(ctx.api.services, ctx.tenant, input)),
  simulate: permitted("permission:read", {
    cost: "bulk",
    rest: { method: "POST", path: "/permissions/simulate", tag, summary: "Who gains and who loses by some changes" },
  })
    .input(asked(simulatePermissionsInput))
    .output(answered(simulatePermissionsOutput))
    .mutation(({ ctx, input }) => simulatePermissions(ctx.api.services, ctx.tenant, input)),
  refreshCache: permitted("permission:read", {
    cost: "write",
    rest: { method: "POST", path: "/permissions/refresh-cache", tag, summary: "Read a person's rights anew" },
  })
    .input(asked(refreshCacheInput))
    .output(answered(refreshCacheOutput))
    .mutation(({ ctx, input }) => refreshCache(ctx.api.services, ctx.tenant, input)),
  runTests: permitted("permission:read", {
    cost: "bulk",
    rest: { method: "POST", path: "/permissions/tests/run", tag, summary: "Run policy tests; nothing is changed" },
  })
    .input(asked(runPolicyTestsInput))
    .output(answered(runPolicyTestsOutput))
    .mutation(({ ctx, input }) => runPolicyTests(ctx.api.services, ctx.tenant, input)),
  tests: permitted("role:read", {
    cost: "read",
    rest: {
      method: "GET",
      path: "/permissions/tests/{subjectKind}/{subjectId}",
      tag,
      summary: "Policy tests of a role or a template",
    },
  })
    .input(asked(getPolicyTestsInput))
    .output(answered(policyTestsOutput))
    .query(({ ctx, input }) => getPolicyTests(ctx.api.services, ctx.tenant, input)),
  saveTests: permitted("role:update", {
    cost: "write",
    rest: {
      method: "PUT",
      path: "/permissions/tests/{subjectKind}/{subjectId}",
      tag,
      summary: "Give a role or a template its policy tests",
    },
  })
    .input(asked(savePolicyTestsInput))
    .output(answered(policyTestsOutput))
    .mutation(({ ctx, input }) => savePolicyTests(ctx.api.services, ctx.tenant, input)),
});

import { checkPermissionInput, checkPermissionOutput } from "@gloria/contracts";
import { checkPermission } from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { router, selfProcedure } from "../procedures.ts";

export const permissionsRouter = router({
  check: selfProcedure({
    cost: "read",
    rest: { method: "POST", path: "/permissions/check", tag: "permissions", summary: "May a person do this to that?" },
  })
    .input(asked(checkPermissionInput))
    .output(answered(checkPermissionOutput))
    .mutation(({ ctx, input }) => checkPermission(ctx.api.services, ctx.tenant, input)),
});

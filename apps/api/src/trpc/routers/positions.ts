import {
  createPositionInput,
  deletePositionInput,
  listPositionsInput,
  listPositionUsersInput,
  positionHierarchyInput,
  positionHierarchyOutput,
  positionHolderPageOutput,
  positionIdInput,
  positionOutput,
  positionPageOutput,
  updatePositionInput,
} from "@gloria/contracts";
import {
  createPosition,
  deletePosition,
  getPosition,
  getPositionHierarchy,
  listPositions,
  listPositionUsers,
  restorePosition,
  updatePosition,
} from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "positions";
const base = "/organizations/positions";

export const positionsRouter = router({
  list: permitted("position:read", {
    cost: "read",
    rest: { method: "GET", path: base, tag, summary: "Page, filter and search positions" },
  })
    .input(asked(listPositionsInput))
    .output(answered(positionPageOutput))
    .query(({ ctx, input }) => listPositions(ctx.api.services, ctx.tenant, input)),
  hierarchy: permitted("position:read", {
    cost: "read",
    rest: {
      method: "GET",
      path: `${base}/hierarchy/{departmentId}`,
      tag,
      summary: "The positions of a department and below, with whom they report to",
    },
  })
    .input(asked(positionHierarchyInput))
    .output(answered(positionHierarchyOutput))
    .query(({ ctx, input }) => getPositionHierarchy(ctx.api.services, ctx.tenant, input)),
  get: permitted("position:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}`, tag, summary: "One position" },
  })
    .input(asked(positionIdInput))
    .output(answered(positionOutput))
    .query(({ ctx, input }) => getPosition(ctx.api.services, ctx.tenant, input)),
  users: permitted("position:read", {
    cost: "read",
    rest: { method: "GET", path: `${base}/{id}/users`, tag, summary: "Who holds a position, has held it or will" },
  })
    .input(asked(listPositionUsersInput))
    .output(answered(positionHolderPageOutput))
    .query(({ ctx, input }) => listPositionUsers(ctx.api.services, ctx.tenant, input)),
  create: permitted("position:create", {
    cost: "write",
    idempotent: true,
    rest: {
      method: "POST",
      path: base,
      tag,
      summary: "Create a position",
      created: (position: { id: string }) => `${base}/${position.id}`,
    },
  })
    .input(asked(createPositionInput))
    .output(answered(positionOutput))
    .mutation(({ ctx, input }) => createPosition(ctx.api.services, ctx.tenant, input)),
  update: permitted("position:update", {
    cost: "write",
    rest: { method: "PATCH", path: `${base}/{id}`, tag, summary: "Change a position" },
  })
    .input(asked(updatePositionInput))
    .output(answered(positionOutput))
    .mutation(({ ctx, input }) => updatePosition(ctx.api.services, ctx.tenant, input)),
  delete: permitted("position:delete", {
    cost: "write",
    rest: { method: "DELETE", path: `${base}/{id}`, tag, summary: "Delete a position softly" },
  })
    .input(asked(deletePositionInput))
    .output(answered(positionOutput))
    .mutation(({ ctx, input }) => deletePosition(ctx.api.services, ctx.tenant, input)),
  restore: permitted("position:restore", {
    cost: "write",
    rest: { method: "POST", path: `${base}/{id}/restore`, tag, summary: "Undo a soft delete" },
  })
    .input(asked(positionIdInput))
    .output(answered(positionOutput))
    .mutation(({ ctx, input }) => restorePosition(ctx.api.services, ctx.tenant, input)),
});

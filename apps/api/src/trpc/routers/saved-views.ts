import {
  createSavedViewInput,
  deleteSavedViewInput,
  listSavedViewsInput,
  savedViewIdInput,
  savedViewOutput,
  savedViewPageOutput,
  updateSavedViewInput,
} from "@gloria/contracts";
import { createSavedView, deleteSavedView, listSavedViews, restoreSavedView, updateSavedView } from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { router, selfProcedure } from "../procedures.ts";

const tag = "saved views";
const base = "/saved-views";

export const savedViewsRouter = router({
  list: selfProcedure({
    cost: "read",
    rest: { method: "GET", path: base, tag, summary: "The caller's views of the screens, and those that are shared" },
  })
    .input(asked(listSavedViewsInput))
    .output(answered(savedViewPageOutput))
    .query(({ ctx, input }) => listSavedViews(ctx.api.services, ctx.tenant, input)),
  create: selfProcedure({
    cost: "write",
    idempotent: true,
    rest: {
      method: "POST",
      path: base,
      tag,
      summary: "Save search and filters of a screen",
      created: (view: { id: string }) => `${base}/${view.id}`,
    },
  })
    .input(asked(createSavedViewInput))
    .output(answered(savedViewOutput))
    .mutation(({ ctx, input }) => createSavedView(ctx.api.services, ctx.tenant, input)),
  update: selfProcedure({
    cost: "write",
    rest: { method: "PATCH", path: `${base}/{id}`, tag, summary: "Change a view of one's own" },
  })
    .input(asked(updateSavedViewInput))
    .output(answered(savedViewOutput))
    .mutation(({ ctx, input }) => updateSavedView(ctx.api.services, ctx.tenant, input)),
  delete: selfProcedure({
    cost: "write",
    rest: { method: "DELETE", path: `${base}/{id}`, tag, summary: "Delete a view of one's own softly" },
  })
    .input(asked(deleteSavedViewInput))
    .output(answered(savedViewOutput))
    .mutation(({ ctx, input }) => deleteSavedView(ctx.api.services, ctx.tenant, input)),
  restore: selfProcedure({
    cost: "write",
    rest: { method: "POST", path: `${base}/{id}/restore`, tag, summary: "Undo a soft delete" },
  })
    .input(asked(savedViewIdInput))
    .output(answered(savedViewOutput))
    .mutation(({ ctx, input }) => restoreSavedView(ctx.api.services, ctx.tenant, input)),
});

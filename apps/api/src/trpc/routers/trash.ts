import { listTrashInput, trashPageOutput } from "@gloria/contracts";
import { listTrash } from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

export const trashRouter = router({
  /** Each kind asks for its own right to restore; the first is named here. */
  list: permitted("user:restore", {
    cost: "read",
    rest: { method: "GET", path: "/trash", tag: "trash", summary: "What was deleted and may be restored, by kind" },
  })
    .input(asked(listTrashInput))
    .output(answered(trashPageOutput))
    .query(({ ctx, input }) => listTrash(ctx.api.services, ctx.tenant, input)),
});

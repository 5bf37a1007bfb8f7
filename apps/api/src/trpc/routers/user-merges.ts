import {
  duplicatePageOutput,
  listDuplicatesInput,
  listMergesInput,
  mergePageOutput,
  mergeUsersInput,
  mergeUsersOutput,
  purgeUserInput,
  purgeUserOutput,
  undoMergeInput,
  undoMergeOutput,
} from "@gloria/contracts";
import { listDuplicates, listMerges, mergeUsers, purgePerson, undoMerge } from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "users";

export const userMergesRouter = router({
  duplicates: permitted("user:merge", {
    cost: "read",
    rest: { method: "GET", path: "/users/duplicates", tag, summary: "Pairs of people who may be one" },
  })
    .input(asked(listDuplicatesInput))
    .output(answered(duplicatePageOutput))
    .query(({ ctx, input }) => listDuplicates(ctx.api.services, ctx.tenant, input)),
  list: permitted("user:merge", {
    cost: "read",
    rest: { method: "GET", path: "/users/merges", tag, summary: "What was merged, and what was undone" },
  })
    .input(asked(listMergesInput))
    .output(answered(mergePageOutput))
    .query(({ ctx, input }) => listMerges(ctx.api.services, ctx.tenant, input)),
  merge: permitted("user:merge", {
    cost: "write",
    idempotent: true,
    rest: { method: "POST", path: "/users/merge", tag, summary: "Merge duplicates, with preview (`dryRun`)" },
  })
    .input(asked(mergeUsersInput))
    .output(answered(mergeUsersOutput))
    .mutation(({ ctx, input }) => mergeUsers(ctx.api.services, ctx.tenant, input)),
  undo: permitted("user:merge", {
    cost: "write",
    rest: { method: "POST", path: "/users/merges/{id}/undo", tag, summary: "Undo a merge" },
  })
    .input(asked(undoMergeInput))
    .output(answered(undoMergeOutput))
    .mutation(({ ctx, input }) => undoMerge(ctx.api.services, ctx.tenant, input)),
  purge: permitted("user:purge", {
    cost: "write",
    rest: { method: "POST", path: "/users/{id}/purge", tag, summary: "Purge a deleted person for good" },
  })
    .input(asked(purgeUserInput))
    .output(answered(purgeUserOutput))
    .mutation(({ ctx, input }) => purgePerson(ctx.api.services, ctx.tenant, input)),
});

import type { RestOperation } from "../../trpc/procedures.ts";

/** 201 for what creates, 202 for what only begins, 200 for everything else. */
export function successStatusOf({ created, accepted }: Pick<RestOperation, "created" | "accepted">): 200 | 201 | 202 {
  if (created !== undefined) return 201;
  return accepted === undefined ? 200 : 202;
}

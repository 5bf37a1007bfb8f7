import type { TenantContext } from "@gloria/core";
import type { Services } from "../../platform/index.ts";
import type { BatchLease } from "./batch-lease.ts";

/** What a phase of a bulk assignment works with. */
export interface BatchPhase {
  readonly services: Services;
  /** Of the person whose rights it has. */
  readonly ctx: TenantContext;
  readonly lease: BatchLease;
  readonly signal: AbortSignal;
}

/** Items of one transaction: some hundreds, so that set-wise work pays and nobody waits long for the epoch. */
export const batchItems = 250;

/** What came of an item. */
export interface ItemResult {
  readonly item_number: number;
  readonly state: "made" | "present" | "refused" | "taken_back" | "kept";
  readonly made_id: string | null;
  readonly problem: { readonly code: string; readonly params: unknown } | null;
}

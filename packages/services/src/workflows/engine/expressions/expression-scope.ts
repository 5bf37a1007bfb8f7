import type { WorkflowData } from "@gloria/contracts";

/** What an expression reads. A field that is hidden or was not filled in is null, or left out. */
export interface ExpressionScope {
  readonly request: WorkflowData;
  readonly requester: { readonly id: string; readonly schoolId: string | null };
  /** By the key of the step; null, or left out, as long as it has not ended. */
  readonly steps: Readonly<Record<string, { readonly outcome: string | null }>>;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

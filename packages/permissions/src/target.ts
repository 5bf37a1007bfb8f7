/** What conditions can compare. */
export type ConditionValue = string | number | boolean | null;

/**
 * The thing that is to be acted on. A level left out is **unknown** (no ALLOW below what is known, every DENY that
 * reaches so low); `null` or an empty list says that the thing has no owner, or lies in no department or school.
 */
export interface Target {
  /** Refused unless it is the user's own tenant; left out: loaded inside that tenant's transaction. */
  readonly tenantId?: string | undefined;
  readonly ownerId?: string | null | undefined;
  /** The departments it lies in directly; the tree above them needs no mention. */
  readonly departmentIds?: readonly string[] | undefined;
  readonly schoolIds?: readonly string[] | undefined;
  /** For rules about one thing. */
  readonly resource?: { readonly type: string; readonly id: string } | undefined;
  /** What conditions read of the thing; one that is left out is unknown, and a condition on it errors. */
  readonly attributes?: Readonly<Record<string, ConditionValue>> | undefined;
}

/**
 * "Everything in …": the whole of it must be covered. `schoolId` of a department: null for a foundation-wide one. OWN is
 * all that `ownerId` owns; left out: what the user owns.
 */
export type Region =
  | { readonly scope: "ALL" }
  | { readonly scope: "SCHOOL"; readonly schoolId: string }
  | { readonly scope: "DEPARTMENT"; readonly departmentId: string; readonly schoolId: string | null }
  | { readonly scope: "OWN"; readonly ownerId?: string | undefined };

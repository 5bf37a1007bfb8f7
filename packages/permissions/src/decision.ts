import type { RequestAttributes } from "./condition.ts";
import type { PermissionLayer } from "./permission-layers.ts";
import type { Region, Target } from "./scope-match.ts";

export type DecisionReason =
  | "allowed"
  | "denied_by_rule"
  | "no_rule"
  /** A guardrail stands in the way, whatever was granted. */
  | "forbidden"
  | "tenant_inactive"
  | "user_inactive"
  | "unknown_permission"
  | "other_tenant"
  | "platform_only"
  | "module_disabled"
  /** Allowed, but outside the school that the request narrowed itself to. */
  | "outside_chosen_school"
  /** Allowed, but not to somebody who only looks through the person's eyes. */
  | "impersonated"
  /** Not a person: a named part of Gloria itself. */
  | "system_actor";

export interface Decision {
  readonly allowed: boolean;
  /** GUARDRAIL: refused before any rule was read; null: no rule applied. */
  readonly layer: PermissionLayer | "GUARDRAIL" | null;
  /** The grant, the delegation (layer DELEGATION) or the guardrail (reason `forbidden`) that decided. */
  readonly ruleId: string | null;
  readonly reason: DecisionReason;
}

/**
 * May the user do `code` to this target, or everywhere in this region? With neither: is there any place at all where
 * they may? (For menus only: it says nothing about a particular thing, and takes conditions on things as met.)
 */
export type Query = { readonly code: string; readonly request?: RequestAttributes | undefined } & (
  | { readonly target: Target; readonly region?: undefined }
  | { readonly region: Region; readonly target?: undefined }
  | { readonly target?: undefined; readonly region?: undefined }
);

import { findPermission, isPlatformCode, type PermissionDefinition } from "@gloria/contracts";
import { allowProbes } from "./allow-probes.ts";
import type { CompiledFacts, Holding } from "./compiled-facts.ts";
import { type PermissionLayer, permissionLayers } from "./permission-layers.ts";
import type { Rule } from "./rule-chain.ts";
import { placeStatus, type RuleStatus, standingStatus } from "./rule-status.ts";
import type { Region, Target } from "./scope-match.ts";

export type DecisionReason =
  | "allowed"
  | "denied_by_rule"
  | "no_rule"
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
  readonly ruleId: string | null;
  readonly reason: DecisionReason;
}

/**
 * May the user do `code` to this target, or everywhere in this region? With neither: is there any place at all where
 * they may? (For menus only: it says nothing about a particular thing.)
 */
export type Query =
  | { readonly code: string; readonly target: Target; readonly region?: undefined }
  | { readonly code: string; readonly region: Region; readonly target?: undefined }
  | { readonly code: string; readonly target?: undefined; readonly region?: undefined };

/** Collects every rule that names the code, in the order of the layers, also those behind the deciding one. */
export interface Trace {
  readonly candidates: TraceCandidate[];
}

export interface TraceCandidate {
  readonly layer: PermissionLayer;
  readonly rule: Rule;
  readonly holding: Holding;
  /** Steps from the assigned role up to the one that carries the rule. */
  readonly distance: number;
  /** `overridden`: it would apply, but a nearer step of its chain or a higher layer decided. */
  readonly status: RuleStatus | "overridden";
}

const guardrail = (reason: DecisionReason): Decision => ({ allowed: false, layer: "GUARDRAIL", ruleId: null, reason });
const tenantInactive = guardrail("tenant_inactive");
const userInactive = guardrail("user_inactive");
const unknownPermission = guardrail("unknown_permission");
const otherTenant = guardrail("other_tenant");
const platformOnly = guardrail("platform_only");
const moduleDisabled = guardrail("module_disabled");
const noRule: Decision = { allowed: false, layer: null, ruleId: null, reason: "no_rule" };

/**
 * The one decision. Pure: the same facts, query and instant give the same answer, whatever the order or the ids of
 * the rules. A malformed, unknown or wildcard code is refused, never thrown.
 *
 * @param at milliseconds since 1970 UTC, by the clock of the database.
 * @param trace collects the candidates for an explanation; it never changes the answer.
 */
export function decide(facts: CompiledFacts, query: Query, at: number, trace?: Trace): Decision {
  const permission = permissionOf(facts, query.code);
  const refused = refusedByGuardrail(facts, permission, query.target);
  if (refused !== null || permission === null) return refused ?? unknownPermission;
  if (query.target === undefined && query.region === undefined) return decideAnywhere(facts, permission, at, trace);
  const decision = decideByLayers(facts, permission, query.target, query.region, at);
  if (trace !== undefined) collect(facts, permission, query, at, decision, trace);
  return decision;
}

/** The catalogue's entry, or that of the tenant's own addition; null for anything else. */
export function permissionOf(facts: CompiledFacts, code: string): PermissionDefinition | null {
  return findPermission(code) ?? facts.additions?.get(code) ?? null;
}

/** What no grant can override; null when nothing stands in the way. */
export function refusedByGuardrail(
  facts: CompiledFacts,
  permission: PermissionDefinition | null,
  target?: Target,
): Decision | null {
  if (!facts.tenantActive) return tenantInactive;
  if (!facts.userActive) return userInactive;
  if (permission === null) return unknownPermission;
  if (target?.tenantId !== undefined && target.tenantId !== facts.tenantId) return otherTenant;
  if (!facts.platform && isPlatformCode(permission.code)) return platformOnly;
  if (facts.disabledModules?.has(permission.module) === true) return moduleDisabled;
  return null;
}

function decideByLayers(
  facts: CompiledFacts,
  permission: PermissionDefinition,
  target: Target | undefined,
  region: Region | undefined,
  at: number,
): Decision {
  const direct = decidingRule(facts, facts.direct, permission, target, region, at);
  if (direct !== null) return decisionOf("DIRECT", direct);
  // DELEGATION stands here, between the user's own grants and those about one thing.
  if (facts.hasResourceRules) {
    const resource = decidingResourceRule(facts, permission, target, region, at);
    if (resource !== null) return decisionOf("RESOURCE", resource);
  }
  const role = decidingRule(facts, facts.roles, permission, target, region, at);
  if (role !== null) return decisionOf("ROLE", role);
  const position = decidingRule(facts, facts.positions, permission, target, region, at);
  if (position !== null) return decisionOf("POSITION", position);
  return noRule;
}

function decisionOf(layer: PermissionLayer, rule: Rule): Decision {
  return { allowed: rule.allow, layer, ruleId: rule.id, reason: rule.allow ? "allowed" : "denied_by_rule" };
}

/** Along each chain the nearest applicable rule speaks (DENY first among equals); across chains DENY wins. */
function decidingRule(
  facts: CompiledFacts,
  holdings: readonly Holding[],
  permission: PermissionDefinition,
  target: Target | undefined,
  region: Region | undefined,
  at: number,
): Rule | null {
  let allow: Rule | null = null;
  for (const holding of holdings) {
    const rule = nearestRule(facts, holding, permission, target, region, at);
    if (rule === null) continue;
    if (!rule.allow) return rule;
    allow ??= rule;
  }
  return allow;
}

function nearestRule(
  facts: CompiledFacts,
  holding: Holding,
  permission: PermissionDefinition,
  target: Target | undefined,
  region: Region | undefined,
  at: number,
): Rule | null {
  for (const step of holding.chain.stepsFor(permission.code)) {
    for (const rule of step.rules) {
      if (statusOf(facts, rule, holding, permission, target, region, at) === "applies") return rule;
    }
  }
  return null;
}

function decidingResourceRule(
  facts: CompiledFacts,
  permission: PermissionDefinition,
  target: Target | undefined,
  region: Region | undefined,
  at: number,
): Rule | null {
  let allow: Rule | null = null;
  for (const holding of holdingsOf(facts)) {
    for (const rule of holding.chain.resourceRulesFor(permission.code)) {
      if (statusOf(facts, rule, holding, permission, target, region, at) !== "applies") continue;
      if (!rule.allow) return rule;
      allow ??= rule;
    }
  }
  return allow;
}

/** The user themselves, their roles and their positions. */
export function holdingsOf(facts: CompiledFacts): readonly Holding[] {
  return [...facts.direct, ...facts.roles, ...facts.positions];
}

function statusOf(
  facts: CompiledFacts,
  rule: Rule,
  holding: Holding,
  permission: PermissionDefinition,
  target: Target | undefined,
  region: Region | undefined,
  at: number,
): RuleStatus {
  const standing = standingStatus(rule, holding, permission, at);
  return standing === "applies" ? placeStatus(rule, holding, facts.userId, target, region) : standing;
}

/** Allowed when some ALLOW decides in the heart of its own region. */
function decideAnywhere(facts: CompiledFacts, permission: PermissionDefinition, at: number, trace?: Trace): Decision {
  let last = noRule;
  let example: Target | undefined;
  for (const { probe } of allowProbes(facts, permission, at)) {
    const decision = decideByLayers(facts, permission, probe, undefined, at);
    if (decision.allowed || last === noRule) {
      last = decision;
      example = probe;
    }
    if (decision.allowed) break;
  }
  if (trace !== undefined) {
    const query: Query = example === undefined ? { code: permission.code } : { code: permission.code, target: example };
    collect(facts, permission, query, at, last, trace);
  }
  return last;
}

function collect(
  facts: CompiledFacts,
  permission: PermissionDefinition,
  query: Query,
  at: number,
  decision: Decision,
  trace: Trace,
): void {
  const order: readonly string[] = permissionLayers;
  const rank = (layer: string) => order.indexOf(layer);
  const decided = decision.layer === null ? permissionLayers.length : rank(decision.layer);
  const add = (layer: PermissionLayer, rule: Rule, holding: Holding, distance: number, hidden: boolean): boolean => {
    const status = statusOf(facts, rule, holding, permission, query.target, query.region, at);
    const masked = status === "applies" && (hidden || rank(layer) > decided || rule.allow !== decision.allowed);
    trace.candidates.push({ layer, rule, holding, distance, status: masked ? "overridden" : status });
    return status === "applies";
  };
  const addChains = (layer: PermissionLayer, holdings: readonly Holding[]) => {
    for (const holding of holdings) {
      let spoken = false;
      for (const step of holding.chain.stepsFor(permission.code)) {
        const applies = step.rules.filter((rule) => add(layer, rule, holding, step.distance, spoken));
        spoken ||= applies.length > 0;
      }
    }
  };
  addChains("DIRECT", facts.direct);
  for (const holding of holdingsOf(facts)) {
    for (const rule of holding.chain.resourceRulesFor(permission.code)) add("RESOURCE", rule, holding, 0, false);
  }
  addChains("ROLE", facts.roles);
  addChains("POSITION", facts.positions);
}

import { type PermissionScope, permissionMatcher } from "@gloria/contracts";
import type { CompiledCondition } from "./condition.ts";

/** One grant, compiled. Shared by all users whose role or position carries it. */
export interface Rule {
  readonly id: string;
  /** The code or the wildcard pattern of the grant. */
  readonly pattern: string;
  readonly allow: boolean;
  readonly scope: PermissionScope;
  /** Without either bound: seen at a glance, where each bound is a number of its own in memory. */
  readonly isTimeless: boolean;
  /** Milliseconds; without bound: ∓Infinity. */
  readonly from: number;
  readonly until: number;
  /** The one thing that the rule is about; null for all of them. */
  readonly resource: { readonly type: string; readonly id: string } | null;
  readonly condition: CompiledCondition | null;
  /** The role, position, department or user that was granted. */
  readonly subjectId: string;
}

/** Rules at one distance from the head of the chain; a DENY comes before an ALLOW, then by id. */
export interface ChainStep {
  readonly distance: number;
  readonly rules: readonly Rule[];
}

interface PatternRule {
  readonly rule: Rule;
  readonly matches: (code: string) => boolean;
}

const noSteps: readonly ChainStep[] = [];
const noRules: readonly Rule[] = [];
const noPath: ReadonlyMap<string, string> = new Map();

/**
 * What one subject brings along: its own rules at distance 0, those it inherits further away. Wildcards are expanded
 * when a code is first asked for; the answers are kept, so at most one entry for each code that exists.
 */
export class RuleChain {
  readonly #exact = new Map<string, ChainStep[]>();
  readonly #patterns: { readonly distance: number; readonly rules: readonly PatternRule[] }[] = [];
  readonly #expanded = new Map<string, readonly ChainStep[]>();
  readonly #resourceRules: readonly PatternRule[];
  /** The instants (ms) at which a rule's window opens or ends. */
  readonly boundaries: readonly number[];
  /** Whether the condition of any rule reads the time, or the request. */
  readonly readsNow: boolean;
  readonly readsRequest: boolean;
  /** How many rules; for estimates of memory. */
  readonly size: number;

  readonly #reachedFrom: ReadonlyMap<string, string>;

  /**
   * @param steps in order of distance; a rule may stand in one step only.
   * @param reachedFrom for each inherited subject, the nearer one that takes over from it.
   */
  constructor(steps: readonly ChainStep[], reachedFrom: ReadonlyMap<string, string> = noPath) {
    this.#reachedFrom = reachedFrom;
    const ordered = steps.map(({ distance, rules }) => ({ distance, rules: [...rules].sort(denyFirst) }));
    this.#resourceRules = ordered
      .flatMap((step) => step.rules.filter((rule) => rule.resource !== null))
      .sort(denyFirst)
      .map(withMatcher);
    for (const { distance, rules } of ordered) {
      const wild: PatternRule[] = [];
      for (const rule of rules) {
        if (rule.resource !== null) continue;
        if (rule.pattern.includes("*")) wild.push(withMatcher(rule));
        else this.#addExact(rule, distance);
      }
      if (wild.length > 0) this.#patterns.push({ distance, rules: wild });
    }
    const all = steps.flatMap((step) => step.rules);
    this.boundaries = all.flatMap((rule) => [rule.from, rule.until]).filter(Number.isFinite);
    this.readsNow = all.some(({ condition }) => condition?.readsNow === true);
    this.readsRequest = all.some(({ condition }) => condition?.readsRequest === true);
    this.size = all.length;
  }

  get hasResourceRules(): boolean {
    return this.#resourceRules.length > 0;
  }

  /** The steps that name this catalogued code, nearest first; rules about one resource are not among them. */
  stepsFor(code: string): readonly ChainStep[] {
    if (this.#patterns.length === 0) return this.#exact.get(code) ?? noSteps;
    let steps = this.#expanded.get(code);
    if (steps === undefined) {
      steps = this.#expand(code);
      this.#expanded.set(code, steps);
    }
    return steps;
  }

  /** The rules of {@link stepsFor} one after the other: the first that applies is the one that speaks. */
  rulesFor(code: string): readonly Rule[] {
    const steps = this.stepsFor(code);
    const [first] = steps;
    if (first === undefined) return noRules;
    return steps.length === 1 ? first.rules : steps.flatMap(({ rules }) => rules);
  }

  /** The rules about single resources that name this code, DENY first. */
  resourceRulesFor(code: string): readonly Rule[] {
    if (this.#resourceRules.length === 0) return noRules;
    return this.#resourceRules.filter(({ matches }) => matches(code)).map(({ rule }) => rule);
  }

  /** The subjects from the head of the chain to this one, both included. */
  pathTo(subjectId: string): readonly string[] {
    const path = [subjectId];
    for (let nearer = this.#reachedFrom.get(subjectId); nearer !== undefined; nearer = this.#reachedFrom.get(nearer)) {
      path.unshift(nearer);
    }
    return path;
  }

  #addExact(rule: Rule, distance: number): void {
    const steps = this.#exact.get(rule.pattern);
    if (steps === undefined) {
      this.#exact.set(rule.pattern, [{ distance, rules: [rule] }]);
      return;
    }
    const last = steps.at(-1);
    if (last !== undefined && last.distance === distance) {
      steps[steps.length - 1] = { distance, rules: [...last.rules, rule] };
    } else {
      steps.push({ distance, rules: [rule] });
    }
  }

  #expand(code: string): readonly ChainStep[] {
    const exact = this.#exact.get(code) ?? noSteps;
    const wild = this.#patterns
      .map((step) => ({
        distance: step.distance,
        rules: step.rules.filter(({ matches }) => matches(code)).map(({ rule }) => rule),
      }))
      .filter((step) => step.rules.length > 0);
    if (wild.length === 0) return exact;
    const distances = [...new Set([...exact, ...wild].map((step) => step.distance))].sort((a, b) => a - b);
    return distances.map((distance) => ({
      distance,
      rules: [...exact, ...wild]
        .filter((step) => step.distance === distance)
        .flatMap((step) => step.rules)
        .sort(denyFirst),
    }));
  }
}

function withMatcher(rule: Rule): PatternRule {
  return { rule, matches: permissionMatcher(rule.pattern) };
}

// The order of ids only makes the reported rule the same everywhere; it never changes an answer.
function denyFirst(a: Rule, b: Rule): number {
  if (a.allow !== b.allow) return a.allow ? 1 : -1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

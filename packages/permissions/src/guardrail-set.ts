import { permissionMatcher } from "@gloria/contracts";
import type { CompiledCondition } from "./condition.ts";
import { compileCondition } from "./conditions/compile-condition.ts";
import type { RawGuardrail } from "./raw-facts.ts";

/** What is forbidden whatever was granted; one of the tenant, shared by all its users. */
export interface Guardrail {
  readonly id: string;
  readonly kind: RawGuardrail["kind"];
  readonly pattern: string;
  /** Milliseconds; without bound: ∓Infinity. */
  readonly from: number;
  readonly until: number;
  /** The one thing that it guards; null for all of them. */
  readonly resource: { readonly type: string; readonly id: string } | null;
  readonly condition: CompiledCondition | null;
}

/** All guardrails of a tenant. Wildcards are expanded when a code is first asked for; the answers are kept. */
export class GuardrailSet {
  readonly #all: readonly { readonly guardrail: Guardrail; readonly matches: (code: string) => boolean }[];
  readonly #memo = new Map<string, readonly Guardrail[]>();
  /** The instants (ms) at which a window opens or ends. */
  readonly boundaries: readonly number[];
  readonly readsNow: boolean;
  readonly readsRequest: boolean;

  constructor(raw: readonly RawGuardrail[]) {
    const guardrails = raw
      .map(
        (row): Guardrail => ({
          id: row.id,
          kind: row.kind,
          pattern: row.code,
          from: row.from ?? -Infinity,
          until: row.until ?? Infinity,
          resource: row.resource,
          condition: row.condition === null ? null : compileCondition(row.condition, row.code),
        }),
      )
      .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    this.#all = guardrails.map((guardrail) => ({ guardrail, matches: permissionMatcher(guardrail.pattern) }));
    this.boundaries = guardrails.flatMap(({ from, until }) => [from, until]).filter(Number.isFinite);
    this.readsNow = guardrails.some(({ condition }) => condition?.readsNow === true);
    this.readsRequest = guardrails.some(({ condition }) => condition?.readsRequest === true);
  }

  /** Those that name this catalogued code, in the order of their ids. */
  namedBy(code: string): readonly Guardrail[] {
    let named = this.#memo.get(code);
    if (named === undefined) {
      named = this.#all.filter(({ matches }) => matches(code)).map(({ guardrail }) => guardrail);
      this.#memo.set(code, named);
    }
    return named;
  }
}

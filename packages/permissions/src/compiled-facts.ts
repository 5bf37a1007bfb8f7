import type { PermissionDefinition } from "@gloria/contracts";
import type { ChainRegister } from "./chain-register.ts";
import type { GuardrailSet } from "./guardrail-set.ts";
import type { RuleChain } from "./rule-chain.ts";

/** A place, with the departments at or below it and those above, so that nobody walks a tree during a check. */
export interface Anchor {
  readonly schoolId: string | null;
  readonly departmentId: string | null;
  /** The school that the department belongs to; null without a department, or for a foundation-wide one. */
  readonly departmentSchoolId: string | null;
  /** The department and all below it; null without a department. */
  readonly subtree: ReadonlySet<string> | null;
  /** The department and all above it. */
  readonly lineage: ReadonlySet<string> | null;
}

/** A subject that the user is or has (themselves, an assigned role, a held position), where and how long. */
export interface Holding {
  readonly kind: "user" | "role" | "position";
  /** The role assignment or position assignment; null for the user's own grants. */
  readonly assignmentId: string | null;
  /** The user, role or position. */
  readonly subjectId: string;
  /** The code of the role or position, for conditions; null for the user. */
  readonly code: string | null;
  readonly anchor: Anchor;
  /** Without either bound. */
  readonly isTimeless: boolean;
  readonly from: number;
  readonly until: number;
  /** Plt or Plh. */
  readonly acting: boolean;
  readonly chain: RuleChain;
}

/** A delegation, linked to the facts of the person whose rights it hands on. */
export interface Delegation {
  readonly id: string;
  readonly delegatorId: string;
  readonly delegateId: string;
  /** The patterns of the permissions that are handed on. */
  readonly codes: readonly string[];
  readonly matches: (code: string) => boolean;
  /** Milliseconds; without bound: ∓Infinity. */
  readonly from: number;
  readonly until: number;
  /** The delegation to the delegator that this one hands on. */
  readonly parent: Delegation | null;
  /**
   * Null makes it worth nothing whatever the time: the delegator is not known, the line goes in a circle or is too
   * long, or a link above it is missing or worth nothing itself.
   */
  readonly delegator: CompiledFacts | null;
}

/** What {@link decide} reads. Immutable; parts that only hang on the tenant are shared between users. */
export interface CompiledFacts {
  readonly tenantId: string;
  readonly userId: string;
  readonly tenantActive: boolean;
  readonly userActive: boolean;
  readonly homeSchoolId: string | null;
  readonly platform: boolean;
  readonly disabledModules: ReadonlySet<string> | null;
  readonly additions: ReadonlyMap<string, PermissionDefinition> | null;
  /** Null: the tenant has none. */
  readonly guardrails: GuardrailSet | null;
  readonly direct: readonly Holding[];
  /** Those to the user, in the order of their ids. */
  readonly delegations: readonly Delegation[];
  readonly roles: readonly Holding[];
  readonly positions: readonly Holding[];
  /** The chains that users of the tenant share; then the numbers there of this user's, one for each holding. */
  readonly register: ChainRegister;
  readonly roleChains: readonly number[];
  readonly positionChains: readonly number[];
  readonly hasResourceRules: boolean;
  /**
   * Some condition among the rules, the guardrails or those of the delegators reads the time (or the request): an
   * answer may then change from one instant (or request) to the next without any window boundary between.
   */
  readonly readsNow: boolean;
  readonly readsRequest: boolean;
  /** The instant that they were compiled for, milliseconds by the clock of the database. */
  readonly compiledAt: number;
  /**
   * The first instant after the compilation's at which a window opens or ends, the delegators' windows included;
   * Infinity when none does.
   */
  readonly nextChangeAt: number;
  /** Estimate of the memory that this user adds, shared parts counted for whoever made them. */
  readonly bytes: number;
}

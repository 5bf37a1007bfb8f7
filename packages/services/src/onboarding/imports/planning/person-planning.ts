import type { ErrorParams, ImportField, ImportPlanProblemCode, ImportRowProblemCode } from "@gloria/contracts";
import type { FieldCrypto } from "@gloria/core";
import type { Access } from "@gloria/permissions";
import type { ActingLimits, Reaches } from "../../../organisation/index.ts";
import type { Giver } from "../../../platform/index.ts";
import type { KnownOrganisation } from "./known-organisation.ts";
import type { KnownPeople } from "./known-people.ts";
import type { HolderSpan } from "./load-holders.ts";
import type { Overlay } from "./overlay.ts";
import type { PlanProblem } from "./row-plan.ts";

/** What the rows of a batch are planned against. */
export interface PersonPlanning {
  readonly tenantId: string;
  readonly crypto: FieldCrypto;
  readonly actorId: string | null;
  /** ISO date of the dry run, where the foundation sits: what begins without a date begins then. */
  readonly today: string;
  readonly access: Access;
  readonly people: KnownPeople;
  readonly organisation: KnownOrganisation;
  /** Who holds the positions that are named, by position. */
  readonly holders: ReadonlyMap<string, readonly HolderSpan[]>;
  /** How far the rights go that come with them. */
  readonly reaches: Reaches;
  readonly overlay: Overlay;
  /** How long somebody may act in a vacant seat of the foundation. */
  readonly actingLimits: ActingLimits;
  /** What whoever imports may give. */
  readonly giver: Giver;
  readonly headerOf: (field: ImportField<"people">) => string | null;
}

/** Collects what is wrong with one row. */
export class Complaints {
  readonly problems: PlanProblem[] = [];

  constructor(readonly headerOf: PersonPlanning["headerOf"]) {}

  add(
    code: ImportRowProblemCode | ImportPlanProblemCode,
    field: ImportField<"people"> | null,
    params: ErrorParams = {},
  ): void {
    this.problems.push({ code, params, column: field === null ? null : this.headerOf(field) });
  }

  /** Without this right in this place nothing of the row is done. */
  unlessPermitted(access: Access, code: Parameters<Access["can"]>[0], target: Parameters<Access["can"]>[1]): void {
    if (!access.can(code, target)) this.add("not_permitted", null, { permission: code });
  }
}

import { loadActingLimits, loadReaches } from "../../../organisation/index.ts";
import { loadGiver, type VerbTransaction } from "../../../platform/index.ts";
import { loadKnownOrganisation } from "./known-organisation.ts";
import { loadKnownPeople } from "./known-people.ts";
import { loadHolders } from "./load-holders.ts";
import type { Overlay } from "./overlay.ts";
import type { PlanOptions } from "./plan-options.ts";
import { planPerson } from "./plan-person.ts";
import { planPlaces } from "./plan-places.ts";
import type { PlannableRow, RowPlan } from "./row-plan.ts";

/**
 * What these rows would do, in their order, with the rights of the transaction's actor. The dry run and the commit are
 * this one function: it loads what a batch of some hundreds may mean in a handful of statements, compares, and notes in
 * the overlay what each row would have done, for the rows behind it. It writes nothing.
 */
export async function planRows(
  tx: VerbTransaction,
  rows: readonly PlannableRow[],
  overlay: Overlay,
  options: PlanOptions,
): Promise<RowPlan[]> {
  return options.kind === "people"
    ? planPeople(tx, rows as readonly PlannableRow<"people">[], overlay, options)
    : planPlaces(tx, rows as readonly PlannableRow<"organisation">[], overlay, options);
}

async function planPeople(
  tx: VerbTransaction,
  rows: readonly PlannableRow<"people">[],
  overlay: Overlay,
  { crypto, today, lock, headerOf }: PlanOptions,
): Promise<RowPlan[]> {
  const [access, people, organisation, actingLimits] = await Promise.all([
    tx.access,
    loadKnownPeople(tx, rows, overlay, { crypto, lock }),
    loadKnownOrganisation(
      tx,
      {
        departments: rows.flatMap(({ fields }) => fields.departmentCode ?? []),
        positions: rows.flatMap(({ fields }) => fields.positionCode ?? []),
        roles: rows.flatMap(({ fields }) => fields.roleCode ?? []),
      },
      today,
      false,
    ),
    loadActingLimits(tx),
  ]);
  const named = organisation.positions();
  const [holders, reaches] = await Promise.all([
    loadHolders(
      tx,
      named.map(({ id }) => id),
      today,
    ),
    loadReaches(
      tx,
      named.map(({ id }) => id),
      [...organisation.departments().map(({ id }) => id), ...named.flatMap(({ departmentId }) => departmentId ?? [])],
    ),
  ]);
  const planning = {
    tenantId: tx.tenantId,
    crypto,
    actorId: access.userId,
    today,
    access,
    people,
    organisation,
    holders,
    reaches,
    overlay,
    actingLimits,
    giver: await loadGiver(tx, access),
    headerOf,
  };
  return rows.map((row) => planPerson(planning, row));
}

import { type GrantChange, type GrantResourceInput, grantResourceInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { parseInput, type Services } from "../../platform/index.ts";
import { changeRights, loadKnownPermissions, nowhere } from "../escalation/index.ts";
import { assertChangeable, lockRole, noteRoleChange } from "../roles/role-queries.ts";
import { loadGrants, toGrant } from "./grant-queries.ts";
import { openGrants } from "./open-grants.ts";
import { getResource } from "./resource-targets.ts";
import { findPlace, findSubject, loadPlaces } from "./subject-places.ts";

/**
 * Grants or denies somebody something over one thing. The caller needs `permission:assign` over whom it is for, and
 * must hold it over that thing.
 *
 * Errors: `access.denied`, `<subject>.not_found`, `resource.not_found`, `role.system_protected`, `grant.anchor_refused`
 * and those of opening a grant.
 */
export async function grantResource(
  services: Services,
  ctx: TenantContext,
  input: GrantResourceInput,
): Promise<GrantChange> {
  const wanted = parseInput(grantResourceInput, input);
  const { subjectKind: kind, subjectId } = wanted;
  return changeRights(services, ctx, wanted, async (tx, access) => {
    access.assert("permission:assign");
    const subject = await findSubject(tx, kind, subjectId);
    access.assert("permission:assign", subject.target);
    if (kind === "role") {
      assertChangeable(await lockRole(tx, subjectId));
      await noteRoleChange(tx, subjectId);
    }
    const resource = await getResource(tx, wanted.resourceType, wanted.resourceId);
    const [known, anchor] = await Promise.all([loadKnownPermissions(tx), findPlace(tx, wanted)]);
    if (kind !== "user" && anchor !== nowhere) throw new AppError("grant.anchor_refused", { subjectKind: kind });
    const places = kind === "user" ? [anchor] : await loadPlaces(tx, kind, subjectId);
    const about = { type: resource.type, id: resource.id, reach: { target: resource.target } };
    const { rows, permissions } = await openGrants(tx, access, known, { subject, places, anchor, resource: about }, [
      wanted,
    ]);
    const [shown] = await loadGrants(
      tx,
      rows.map(({ id }) => id),
    );
    if (shown === undefined) throw new Error("insert returned no row");
    return { grant: toGrant(shown, access), permissions: permissions[0] ?? [] };
  });
}

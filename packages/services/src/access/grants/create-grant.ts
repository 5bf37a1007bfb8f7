import { type CreateGrantInput, createGrantInput, type GrantChange } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { parseInput, type Services } from "../../platform/index.ts";
import { changeRights, loadKnownPermissions, nowhere } from "../escalation/index.ts";
import { loadGrants, toGrant } from "./grant-queries.ts";
import { openGrants } from "./open-grants.ts";
import { findPlace, findSubject, loadPlaces } from "./subject-places.ts";

/**
 * Grants a person, a position or a department something, or denies it to them. Roles are granted by
 * {@link grantToRole}.
 *
 * Errors: `access.denied`, `user.not_found`, `position.not_found`, `department.not_found`, `school.not_found`,
 * `department.school_mismatch`, `grant.anchor_refused`, and those of {@link openGrants}.
 */
export async function createGrant(
  services: Services,
  ctx: TenantContext,
  input: CreateGrantInput,
): Promise<GrantChange> {
  const wanted = parseInput(createGrantInput, input);
  const { subjectKind: kind, subjectId } = wanted;
  return changeRights(services, ctx, wanted, async (tx, access) => {
    access.assert("permission:assign");
    const subject = await findSubject(tx, kind, subjectId);
    access.assert("permission:assign", subject.target);
    const [known, anchor] = await Promise.all([loadKnownPermissions(tx), findPlace(tx, wanted)]);
    if (kind !== "user" && anchor !== nowhere) throw new AppError("grant.anchor_refused", { subjectKind: kind });
    const places = kind === "user" ? [anchor] : await loadPlaces(tx, kind, subjectId);
    const { rows, permissions } = await openGrants(tx, access, known, { subject, places, anchor }, [wanted]);
    const [shown] = await loadGrants(
      tx,
      rows.map(({ id }) => id),
    );
    if (shown === undefined) throw new Error("insert returned no row");
    return { grant: toGrant(shown, access), permissions: permissions[0] ?? [] };
  });
}

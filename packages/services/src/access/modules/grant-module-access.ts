import { type GrantModuleAccessInput, grantModuleAccessInput, type ModuleAccessChange } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { parseInput, type Services } from "../../platform/index.ts";
import { changeRights, loadKnownPermissions, nowhere } from "../escalation/index.ts";
import { loadGrants, toGrant } from "../grants/grant-queries.ts";
import { openGrants } from "../grants/open-grants.ts";
import { findPlace, findSubject, loadPlaces } from "../grants/subject-places.ts";
import { assertChangeable, lockRole, noteRoleChange } from "../roles/role-queries.ts";
import { findModule } from "./module-queries.ts";

/**
 * Lets a person or a role into a module, or keeps them out of it: grants on `module.<code>`, one for each action.
 *
 * Errors: `access.denied`, `user.not_found`, `role.not_found`, `role.system_protected`, `module.not_found`,
 * `grant.anchor_refused` and those of opening a grant.
 */
export async function grantModuleAccess(
  services: Services,
  ctx: TenantContext,
  input: GrantModuleAccessInput,
): Promise<ModuleAccessChange> {
  const wanted = parseInput(grantModuleAccessInput, input);
  const { subjectKind: kind, subjectId } = wanted;
  return changeRights(services, ctx, wanted, async (tx, access) => {
    access.assert("permission:assign");
    const subject = await findSubject(tx, kind, subjectId);
    access.assert("permission:assign", subject.target);
    if (kind === "role") {
      assertChangeable(await lockRole(tx, subjectId));
      await noteRoleChange(tx, subjectId);
    }
    const module = await findModule(tx, wanted.moduleId);
    const [known, anchor] = await Promise.all([loadKnownPermissions(tx), findPlace(tx, wanted)]);
    if (kind !== "user" && anchor !== nowhere) throw new AppError("grant.anchor_refused", { subjectKind: kind });
    const places = kind === "user" ? [anchor] : await loadPlaces(tx, kind, subjectId);
    const actions = wanted.actions === undefined ? ["*"] : [...new Set(wanted.actions)];
    const { rows } = await openGrants(
      tx,
      access,
      known,
      { subject, places, anchor },
      actions.map((action) => ({ ...wanted, code: `module.${module.code}:${action}` })),
    );
    const shown = await loadGrants(
      tx,
      rows.map(({ id }) => id),
    );
    return { grants: shown.map((grant) => toGrant(grant, access)) };
  });
}

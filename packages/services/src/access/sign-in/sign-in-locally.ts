import { type LoginInput, type LoginResult, loginInput } from "@gloria/contracts";
import { AppError, type TenantContext } from "@gloria/core";
import { withTenant } from "@gloria/db";
import { parseInput, type Services } from "../../platform/index.ts";
import { auditingRefusal } from "./auditing-refusal.ts";
import { beginLocalSession } from "./begin-local-session.ts";
import type { SessionIssuer } from "./session-issuer.ts";

type Caller = Pick<TenantContext, "origin" | "locale">;

interface SignInCandidate {
  readonly tenant_id: string;
  readonly tenant_code: string;
  readonly user_id: string;
}

/**
 * Signs a person in by identifier alone: the local issuer, on a machine that only its owner reaches.
 *
 * Errors: `auth.identifier_unknown`, `auth.identifier_ambiguous` with the tenants' codes, `auth.person_inactive`,
 * `auth.tenant_inactive`.
 */
export async function signInLocally(
  services: Services,
  issuer: SessionIssuer,
  caller: Caller,
  input: LoginInput,
): Promise<LoginResult> {
  const { identifier, tenant } = parseInput(loginInput, input);
  if (identifier === undefined) {
    throw new AppError(
      "request.invalid",
      {},
      { errors: [{ path: "identifier", code: "required", message: "required" }] },
    );
  }
  const found = await services.system.sql.unsafe<SignInCandidate[]>("select * from gloria.find_sign_in($1)", [
    identifier,
  ]);
  const candidates = tenant === undefined ? found : found.filter((row) => row.tenant_code === tenant);
  const [person, another] = candidates;
  if (person === undefined) throw new AppError("auth.identifier_unknown");
  if (another !== undefined) {
    throw new AppError("auth.identifier_ambiguous", { tenants: candidates.map((row) => row.tenant_code) });
  }
  // The session does not exist yet, so nothing may ask whether it holds.
  const ctx: TenantContext = {
    origin: caller.origin,
    locale: caller.locale,
    tenantId: person.tenant_id,
    actor: { kind: "user", userId: person.user_id, sessionId: null },
    schoolId: null,
  };
  return auditingRefusal(services, ctx, person.user_id, () =>
    withTenant(services.app, ctx, (tx) => beginLocalSession(tx, issuer, caller.origin, person.user_id)),
  );
}

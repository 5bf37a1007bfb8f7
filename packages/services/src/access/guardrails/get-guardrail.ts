import { type Guardrail, type GuardrailIdInput, guardrailIdInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { loadGuardrail, toGuardrail } from "./guardrail-queries.ts";

/** Errors: `access.denied`, `guardrail.not_found`. */
export async function getGuardrail(
  services: Services,
  ctx: TenantContext,
  input: GuardrailIdInput,
): Promise<Guardrail> {
  const { id } = parseInput(guardrailIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("guardrail:read");
    return toGuardrail(await loadGuardrail(tx, id), access);
  });
}

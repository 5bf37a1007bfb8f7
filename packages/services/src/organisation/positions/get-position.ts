import { type Position, positionIdInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { loadPosition, positionTarget, toPosition } from "./position-queries.ts";

/** One position by id, deleted or not, with its lines. Errors: `position.not_found`, `access.denied`. */
export async function getPosition(services: Services, ctx: TenantContext, input: { id: string }): Promise<Position> {
  const { id } = parseInput(positionIdInput, input);
  return readInTenant(services, ctx, async (tx) => {
    const [loaded, access] = await Promise.all([loadPosition(tx, id), tx.access]);
    access.assert("position:read", positionTarget(loaded.position));
    return toPosition(loaded, access);
  });
}

import { takeProvisionalNips } from "../../../organisation/index.ts";
import type { VerbTransaction } from "../../../platform/index.ts";
import type { PersonEffect } from "../planning/person-effect.ts";
import { provisionalNip } from "../planning/provisional-nip.ts";

/** Gives employees without a number of their own the tenant's next provisional ones, and their accounts the same. */
export async function numberProvisionally(
  tx: VerbTransaction,
  effects: readonly PersonEffect[],
): Promise<readonly PersonEffect[]> {
  const isProvisional = ({ employee }: PersonEffect) => employee?.after.nip === provisionalNip;
  const count = effects.filter(isProvisional).length;
  if (count === 0) return effects;
  const numbers = (await takeProvisionalNips(tx, count)).values();
  return effects.map((effect) => {
    if (!isProvisional(effect)) return effect;
    const { value: nip } = numbers.next();
    if (nip === undefined) throw new Error("too few provisional numbers were given");
    return { ...effect, user: withNip(effect.user, nip), employee: withNip(effect.employee, nip) };
  });
}

function withNip<Write extends { readonly after: { readonly nip: string | null } }>(
  write: Write | null,
  nip: string,
): Write | null {
  return write === null ? null : { ...write, after: { ...write.after, nip } };
}

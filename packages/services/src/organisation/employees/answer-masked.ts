import type { Employee } from "@gloria/contracts";
import type { Access } from "@gloria/permissions";
import type { Services, VerbTransaction } from "../../platform/index.ts";
import { type LoadedEmployee, listFormerNips, loadEmployee, toEmployee } from "./employee-queries.ts";
import { maskSpecific } from "./mask-specific.ts";
import { openSpecific } from "./specific-data.ts";

/** The employee as every verb answers that is not asked for specific data. */
export async function answerMasked(
  services: Services,
  tx: VerbTransaction,
  access: Access,
  found: LoadedEmployee | string,
): Promise<Employee> {
  const loaded = typeof found === "string" ? await loadEmployee(tx, found) : found;
  const formerNips = await listFormerNips(tx, loaded.employee.id);
  const plain = openSpecific(services.fieldCrypto, loaded.employee);
  return toEmployee(loaded, formerNips, { plain, shown: maskSpecific(plain), masked: true }, access);
}

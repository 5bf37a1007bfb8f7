import type { PermissionTemplateKind, TemplateGrant } from "@gloria/contracts";
import { AppError } from "@gloria/core";
import type { VerbTransaction } from "../../platform/index.ts";
import { expandForGrant, loadKnownPermissions } from "../escalation/index.ts";
import { assertCondition } from "../grants/assert-condition.ts";
import { atLine } from "../grants/at-line.ts";
import { sameRight, toTemplateGrant } from "./template-queries.ts";

/**
 * The rights of a template as they are kept: each names something, can be answered, and stands there once. Whoever
 * applies them must hold them; a template alone gives nothing. A refusal names the line.
 *
 * @throws AppError `access.unknown_permission`, `access.platform_only`, `access.condition_invalid`,
 *   `permission_template.not_of_module`
 */
export async function assertBundle(
  tx: VerbTransaction,
  kind: PermissionTemplateKind,
  wanted: readonly TemplateGrant[],
): Promise<TemplateGrant[]> {
  const known = await loadKnownPermissions(tx);
  const { locale } = tx.ctx;
  for (const [place, { code, condition }] of wanted.entries()) {
    await atLine({ path: `grants.${place}`, locale }, () => {
      const stray = expandForGrant(known, code).find((permission) => !permission.startsWith("module."));
      if (kind === "module" && stray !== undefined) {
        throw new AppError("permission_template.not_of_module", { permission: stray });
      }
      assertCondition(condition, code, locale);
    });
  }
  return wanted
    .map(toTemplateGrant)
    .filter((grant, place, all) => all.findIndex((other) => sameRight(grant, other)) === place);
}

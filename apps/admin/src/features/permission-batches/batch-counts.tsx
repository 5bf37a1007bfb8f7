import type { PermissionBatch } from "@gloria/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";

const states = [
  ["waiting", "waiting"],
  ["made", "made"],
  ["present", "present"],
  ["refused", "refused"],
  ["takenBack", "taken_back"],
  ["kept", "kept"],
] as const;

/** How many items came to what, each the way to those items. */
export function BatchCounts({ batch }: { readonly batch: PermissionBatch }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const shown = states.filter(([name]) => batch.results[name] > 0);
  return (
    <ul className="grid grid-cols-2 gap-3 md:grid-cols-4">
      {shown.map(([name, state]) => (
        <li key={name}>
          <Link
            to="."
            search={(previous) => ({ ...previous, state, cursor: undefined })}
            resetScroll={false}
            className="grid gap-0.5 rounded-card border border-line bg-surface p-4 hover:bg-sunken"
          >
            <span className="text-sm text-ink-soft">{t(`permissionBatch.state.${state}`)}</span>
            <span className="text-2xl font-extrabold tabular-nums">{formatNumber(batch.results[name], locale)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

import { useTranslation } from "react-i18next";
import { Badge } from "../../ui/badge.tsx";
import type { ShownRow } from "./shown-row.ts";

const actionTones = { create: "ok", update: "info", skip: "neutral", error: "danger" } as const;
const stateTones = { planned: "neutral", applied: "ok", changed: "warn", undone: "neutral", kept: "warn" } as const;

/** What a row would do, in a word. */
export function ActionBadge({ row }: { readonly row: ShownRow }) {
  const { t } = useTranslation();
  return <Badge tone={actionTones[row.action]}>{t(`importing.action.${row.action}`)}</Badge>;
}

/** What became of it; nothing to say of a row that was never to be applied. */
export function StateBadge({ row }: { readonly row: ShownRow }) {
  const { t } = useTranslation();
  if (row.state === "planned" && (row.action === "skip" || row.action === "error")) return null;
  return <Badge tone={stateTones[row.state]}>{t(`importing.state.${row.state}`)}</Badge>;
}

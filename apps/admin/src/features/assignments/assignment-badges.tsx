import type { UserPosition } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { Badge } from "../../ui/badge.tsx";

interface AssignmentBadgesProps {
  readonly assignment: Pick<UserPosition, "kind" | "isPrimary"> & { readonly state?: UserPosition["state"] };
}

const tones = { past: "neutral", current: "ok", future: "info" } as const;

/** What is worth a mark: when it is not now, when it acts, when it is the primary one. */
export function AssignmentBadges({ assignment }: AssignmentBadgesProps) {
  const { t } = useTranslation();
  const { kind, isPrimary, state } = assignment;
  return (
    <>
      {kind === "DEFINITIF" ? null : <Badge tone="accent">{t(`enumeration.kind.${kind}`)}</Badge>}
      {isPrimary ? <Badge tone="primary">{t("assignment.primaryBadge")}</Badge> : null}
      {state ? <Badge tone={tones[state]}>{t(`assignment.${state}`)}</Badge> : null}
    </>
  );
}

import type { PositionRow } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { PositionIdentity } from "./position-columns.tsx";
import { SeatBadge } from "./seat-badge.tsx";

/** A position in a list that has no room for columns. */
export function PositionCard({ position }: { readonly position: PositionRow }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-1">
      <PositionIdentity position={position} />
      <p className="text-sm text-ink-soft">
        {[position.schoolName ?? t("department.foundationWide"), position.departmentName].filter(Boolean).join(" · ")}
      </p>
      <span className="text-sm">
        <SeatBadge filled={position.filled} headcount={position.headcount} />
      </span>
    </div>
  );
}

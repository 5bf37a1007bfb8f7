import type { UserRow } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { StatusBadge } from "./status-badge.tsx";
import { UserIdentity } from "./user-columns.tsx";

/** A person in a list that has no room for columns. */
export function UserCard({ user }: { readonly user: UserRow }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-2">
      <UserIdentity user={user} />
      <p className="text-sm break-words text-ink-soft">
        {[user.positionName, user.homeSchoolName].filter(Boolean).join(" · ") || t("common.emptyValue")}
      </p>
      <StatusBadge status={user.status} deletedAt={user.deletedAt} />
    </div>
  );
}

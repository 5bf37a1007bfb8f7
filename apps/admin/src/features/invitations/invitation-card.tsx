import type { Invitation } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { NameLink } from "../../components/text-link.tsx";
import { Instant } from "../../lib/instant.tsx";
import { InvitationStatusBadge } from "./invitation-status-badge.tsx";

export function InvitationCard({ invitation }: { readonly invitation: Invitation }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-2">
      <NameLink to="/users/$userId" params={{ userId: invitation.userId }}>
        {invitation.userName}
      </NameLink>
      <p className="text-sm break-words text-ink-soft">
        {[invitation.email ?? t(`invitation.proof.${invitation.proof}`), invitation.homeSchoolName]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <p className="flex flex-wrap items-center gap-1.5 text-sm text-ink-soft">
        <InvitationStatusBadge status={invitation.status} />
        <span>
          {t("invitation.expiresAt")} <Instant value={invitation.expiresAt} />
        </span>
      </p>
    </div>
  );
}

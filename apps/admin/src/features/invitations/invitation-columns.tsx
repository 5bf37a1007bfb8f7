import type { Invitation } from "@gloria/contracts";
import type { TFunction } from "i18next";
import type { Column } from "../../components/data-table.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { Instant } from "../../lib/instant.tsx";
import { InvitationStatusBadge } from "./invitation-status-badge.tsx";

export function invitationColumns(t: TFunction): readonly Column<Invitation>[] {
  const none = t("common.emptyValue");
  return [
    {
      id: "person",
      header: t("invitation.person"),
      names: true,
      cell: (invitation) => (
        <span className="grid">
          <NameLink to="/users/$userId" params={{ userId: invitation.userId }}>
            {invitation.userName}
          </NameLink>
          <span className="text-sm break-all text-ink-soft">
            {invitation.email ?? t(`invitation.proof.${invitation.proof}`)}
          </span>
        </span>
      ),
    },
    {
      id: "school",
      header: t("invitation.school"),
      hideable: true,
      cell: (invitation) => invitation.homeSchoolName ?? none,
    },
    {
      id: "status",
      header: t("invitation.status"),
      hideable: true,
      cell: (invitation) => <InvitationStatusBadge status={invitation.status} />,
    },
    {
      id: "expiresAt",
      header: t("invitation.expiresAt"),
      hideable: true,
      cell: (invitation) => <Instant value={invitation.expiresAt} />,
    },
    {
      id: "lastSentAt",
      header: t("invitation.lastSentAt"),
      hideable: true,
      cell: (invitation) => <Instant value={invitation.lastSentAt} relative />,
    },
    {
      id: "sentCount",
      header: t("invitation.sentCount"),
      hideable: true,
      initially: false,
      cell: (invitation) => t("invitation.sentTimes", { count: invitation.sentCount }),
    },
    {
      id: "invitedBy",
      header: t("invitation.invitedBy"),
      hideable: true,
      initially: false,
      cell: (invitation) => invitation.invitedBy?.name ?? none,
    },
  ];
}

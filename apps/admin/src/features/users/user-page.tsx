import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import { EntityLoader } from "../../components/entity-loader.tsx";
import { type EntityTab, EntityView } from "../../components/entity-view.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { holds, useMe } from "../../lib/me.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Panel } from "../../ui/panel.tsx";
import { UserAccess } from "../access/user-access.tsx";
import { EntityHistory } from "../audit/entity-history.tsx";
import { ImpersonateDialog } from "../impersonation/impersonate-dialog.tsx";
import { PreferencePanel } from "../profile/preference-panel.tsx";
import { fullName } from "./full-name.ts";
import { StatusBadge } from "./status-badge.tsx";
import { UserActions } from "./user-actions.tsx";
import { UserFacts } from "./user-facts.tsx";
import { UserPositions } from "./user-positions.tsx";
import { UserSessions } from "./user-sessions.tsx";

export function UserPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useMe();
  const { userId } = useParams({ from: "/_app/users/$userId" });
  const { dialog, close } = useDialogAddress();
  const query = useQuery(trpc.users.get.queryOptions({ id: userId }));
  return (
    <EntityLoader query={query}>
      {(user) => {
        const tabs: EntityTab[] = [
          {
            value: "profile",
            label: t("user.tabProfile"),
            content: (
              <Panel>
                <UserFacts user={user} />
              </Panel>
            ),
          },
          {
            value: "assignments",
            label: t("user.tabAssignments"),
            content: <UserPositions user={user} />,
          },
          ...(holds(me, "permission:read") || user.id === me.user.id
            ? [{ value: "access", label: t("access.tab"), content: <UserAccess user={user} /> }]
            : []),
          {
            value: "preferences",
            label: t("user.tabPreferences"),
            content: <PreferencePanel userId={user.id} />,
          },
        ];
        if (holds(me, "session:read") && user.id !== me.user.id) {
          tabs.push({ value: "sessions", label: t("user.tabSessions"), content: <UserSessions user={user} /> });
        }
        if (holds(me, "audit:read") || user.id === me.user.id) {
          tabs.push({
            value: "activity",
            label: t("user.tabActivity"),
            content: (
              <Panel>
                <EntityHistory type="user" id={user.id} />
              </Panel>
            ),
          });
        }
        return (
          <>
            <EntityView
              title={fullName(user)}
              documentTitle={user.name}
              back={<BackLink to="/users">{t("user.title")}</BackLink>}
              lead={
                <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <StatusBadge status={user.status} deletedAt={user.deletedAt} />
                  {user.homeSchoolName}
                </span>
              }
              actions={<UserActions user={user} place="page" />}
              query={query}
              tabs={tabs}
            />
            {dialog === "impersonate" ? <ImpersonateDialog user={user} onClose={close} /> : null}
          </>
        );
      }}
    </EntityLoader>
  );
}

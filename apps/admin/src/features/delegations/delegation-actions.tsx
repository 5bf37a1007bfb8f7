import type { Delegation } from "@gloria/contracts";
import { CircleStop, Eye, Forward } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ActionList, type EntityAction } from "../../components/action-list.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { useMe } from "../../lib/me.ts";

interface DelegationActionsProps {
  readonly delegation: Delegation;
  /** What was delegated to the reader may be handed on, as far as the server lets them delegate at all. */
  readonly mayHandOn: boolean;
}

export function DelegationActions({ delegation, mayHandOn }: DelegationActionsProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { open } = useDialogAddress();
  const actions: EntityAction[] = [
    { id: "show", label: t("delegation.details"), icon: <Eye />, onSelect: () => open("show", delegation.id) },
  ];
  if (me.impersonation === null) {
    if (mayHandOn && delegation.handOn > 0 && delegation.state === "active") {
      actions.push({
        id: "hand-on",
        label: t("delegation.handOn"),
        icon: <Forward />,
        onSelect: () => open("hand-on", delegation.id),
      });
    }
    if (delegation.can.revoke) {
      actions.push({
        id: "revoke",
        label: t("delegation.revoke"),
        icon: <CircleStop />,
        look: "danger",
        onSelect: () => open("revoke", delegation.id),
      });
    }
  }
  return <ActionList actions={actions} place="row" name={delegation.delegate.name} />;
}

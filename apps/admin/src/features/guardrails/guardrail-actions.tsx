import type { Guardrail } from "@gloria/contracts";
import { CircleStop, Eye } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ActionList, type EntityAction } from "../../components/action-list.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { useMe } from "../../lib/me.ts";

export function GuardrailActions({ guardrail }: { readonly guardrail: Guardrail }) {
  const { t } = useTranslation();
  const me = useMe();
  const { open } = useDialogAddress();
  const actions: EntityAction[] = [
    { id: "show", label: t("guardrail.details"), icon: <Eye />, onSelect: () => open("show", guardrail.id) },
  ];
  if (guardrail.can.end && me.impersonation === null) {
    actions.push({
      id: "end",
      label: t("guardrail.end"),
      icon: <CircleStop />,
      look: "danger",
      onSelect: () => open("end", guardrail.id),
    });
  }
  return <ActionList actions={actions} place="row" name={guardrail.name} />;
}

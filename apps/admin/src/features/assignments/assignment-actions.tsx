import { CalendarPlus, CircleStop, MoveRight, Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ActionList, type EntityAction } from "../../components/action-list.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { mayWrite, useMe } from "../../lib/me.ts";
import type { HeldPosition } from "./held-position.ts";

interface AssignmentActionsProps {
  readonly held: HeldPosition;
}

/** What the server allows with something held; each opens its dialog, which lives in the address. */
export function AssignmentActions({ held }: AssignmentActionsProps) {
  const { t } = useTranslation();
  const me = useMe();
  const { open } = useDialogAddress();
  const action = (id: string, label: string, icon: EntityAction["icon"]): EntityAction => ({
    id,
    label,
    icon,
    onSelect: () => open(id, held.id),
  });
  const actions: EntityAction[] = [];
  if (held.can.update && held.validUntil !== null)
    actions.push(action("extend", t("assignment.extend"), <CalendarPlus />));
  if (held.can.update) actions.push(action("change", t("assignment.change"), <Pencil />));
  if (held.can.close && mayWrite(me, "assignment:create"))
    actions.push(action("transfer", t("assignment.transfer"), <MoveRight />));
  if (held.can.close) actions.push({ ...action("end", t("assignment.end"), <CircleStop />), look: "danger" });
  return <ActionList actions={actions} place="row" name={held.positionName} />;
}

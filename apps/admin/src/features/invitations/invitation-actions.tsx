import type { Invitation, PrintedCode } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { Send, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionList, type EntityAction } from "../../components/action-list.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useInvitationRefresh } from "./use-invitation-refresh.ts";

interface InvitationActionsProps {
  readonly invitation: Invitation;
  /** A new code was made, which the server shows this once. */
  readonly onPrinted: (code: PrintedCode) => void;
}

export function InvitationActions({ invitation, onPrinted }: InvitationActionsProps) {
  const { t } = useTranslation();
  const api = useApi();
  const failureText = useFailureText();
  const refresh = useInvitationRefresh();
  const [asking, setAsking] = useState(false);
  const { id, version, userName: name } = invitation;
  const resend = useMutation({
    mutationFn: () => api.invitations.resend.mutate({ id, version }),
    onSuccess({ printed }) {
      if (printed) onPrinted(printed);
      void notifyDone(t(printed ? "invitation.reprinted" : "invitation.resent", { name }));
    },
    onError: (error) => void notifyFailed(failureText(failureOf(error))),
    onSettled: refresh,
  });
  const withdraw = useMutation({
    mutationFn: () => api.invitations.withdraw.mutate({ id, version }),
    onSuccess() {
      setAsking(false);
      void notifyDone(t("invitation.withdrawn", { name }));
    },
    onSettled: refresh,
  });
  const actions: EntityAction[] = [];
  if (invitation.can.resend) {
    actions.push({
      id: "resend",
      label: t("invitation.resend"),
      icon: <Send />,
      look: "primary",
      onSelect: () => resend.mutate(),
    });
  }
  if (invitation.can.withdraw) {
    actions.push({
      id: "withdraw",
      label: t("invitation.withdraw"),
      icon: <Undo2 />,
      look: "danger",
      onSelect: () => setAsking(true),
    });
  }
  return (
    <>
      <ActionList actions={actions} place="row" name={name} />
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          setAsking(open);
          withdraw.reset();
        }}
        title={t("invitation.withdrawTitle", { name })}
        body={t("invitation.withdrawBody")}
        confirmLabel={t("invitation.withdraw")}
        busy={withdraw.isPending}
        onConfirm={() => withdraw.mutate()}
      >
        <RefusalNote failure={withdraw.error ? failureOf(withdraw.error) : null} />
      </ConfirmDialog>
    </>
  );
}

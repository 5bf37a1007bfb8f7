import type { Export } from "@gloria/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleStop, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionList, type EntityAction } from "../../components/action-list.tsx";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";

/** Stop and delete, where the server allows it. */
export function ExportActions({ made }: { readonly made: Export }) {
  const { t } = useTranslation();
  const api = useApi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const [asking, setAsking] = useState(false);
  const refresh = () => queryClient.invalidateQueries(trpc.exports.pathFilter());
  const cancel = useMutation({
    mutationFn: () => api.exports.cancel.mutate({ id: made.id }),
    onSuccess: () => void notifyDone(t("exporting.cancelled")),
    onError: (error) => void notifyFailed(failureText(failureOf(error))),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: () => api.exports.delete.mutate({ id: made.id }),
    onSuccess() {
      setAsking(false);
      void notifyDone(t("exporting.deleted"));
    },
    onSettled: refresh,
  });
  const actions: EntityAction[] = [];
  if (made.can.cancel) {
    actions.push({
      id: "cancel",
      label: t("exporting.cancel"),
      icon: <CircleStop />,
      onSelect: () => cancel.mutate(),
    });
  }
  if (made.can.delete) {
    actions.push({
      id: "delete",
      label: t("common.delete"),
      icon: <Trash2 />,
      look: "danger",
      onSelect: () => setAsking(true),
    });
  }
  return (
    <>
      <ActionList actions={actions} place="row" name={made.download?.name ?? t(`exporting.kind.${made.kind}`)} />
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          setAsking(open);
          remove.reset();
        }}
        title={t("exporting.deleteTitle")}
        body={t("exporting.deleteBody")}
        confirmLabel={t("common.delete")}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        <RefusalNote failure={remove.error ? failureOf(remove.error) : null} />
      </ConfirmDialog>
    </>
  );
}

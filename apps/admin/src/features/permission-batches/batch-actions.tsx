import type { PermissionBatch } from "@gloria/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleStop, Play, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { failureOf } from "../../lib/failure.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { Button } from "../../ui/button.tsx";

/** Stop, go on and take back: what the server allows of them; the open question is in the address. */
export function BatchActions({ batch }: { readonly batch: PermissionBatch }) {
  const { t } = useTranslation();
  const api = useApi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = useRightsRefresh();
  const { dialog, open, close } = useDialogAddress();
  const { id, can, results } = batch;
  const step = useMutation({
    mutationFn: (what: "cancel" | "resume" | "takeBack") => api.permissionBatches[what].mutate({ id }),
    onSuccess: () => close(),
    onSettled: () => Promise.all([queryClient.invalidateQueries(trpc.permissionBatches.pathFilter()), refresh()]),
  });
  const refusal = step.error ? failureOf(step.error) : null;
  const question = (what: "cancel" | "takeBack") => ({
    open: dialog === what && can[what],
    onOpenChange(isOpen: boolean) {
      if (!isOpen) close();
      step.reset();
    },
    busy: step.isPending,
    confirmLabel: t(`permissionBatch.${what}`),
    onConfirm: () => step.mutate(what),
  });
  return (
    <>
      {can.takeBack ? (
        <Button onClick={() => open("takeBack")}>
          <Undo2 aria-hidden className="size-4" />
          {t("permissionBatch.takeBack")}
        </Button>
      ) : null}
      {can.cancel ? (
        <Button onClick={() => open("cancel")}>
          <CircleStop aria-hidden className="size-4" />
          {t("permissionBatch.cancel")}
        </Button>
      ) : null}
      {can.resume ? (
        <Button look="primary" busy={step.isPending} onClick={() => step.mutate("resume")}>
          <Play aria-hidden className="size-4" />
          {t("permissionBatch.resume")}
        </Button>
      ) : null}
      {dialog === undefined && refusal ? <RefusalNote failure={refusal} /> : null}
      <ConfirmDialog
        {...question("cancel")}
        title={t("permissionBatch.cancelTitle")}
        body={t("permissionBatch.cancelBody")}
      >
        {refusal ? <RefusalNote failure={refusal} /> : null}
      </ConfirmDialog>
      <ConfirmDialog
        {...question("takeBack")}
        title={t("permissionBatch.takeBackTitle")}
        body={t("permissionBatch.takeBackBody", { count: results.made })}
        phrase={t("permissionBatch.takeBackPhrase")}
      >
        {refusal ? <RefusalNote failure={refusal} /> : null}
      </ConfirmDialog>
    </>
  );
}

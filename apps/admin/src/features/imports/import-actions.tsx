import type { Import } from "@gloria/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleStop, Download, Play, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { formatNumber } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { notifyFailed } from "../../lib/notify.ts";
import { saveFile } from "../../lib/save-file.ts";
import { sendRequest } from "../../lib/send-request.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";
import { Button } from "../../ui/button.tsx";

/** Apply, stop, go on, take back and the file of errors: what the server allows of them; the open question is in the address. */
export function ImportActions({ made }: { readonly made: Import }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const api = useApi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refreshOrganisation = useOrganisationRefresh();
  const failureText = useFailureText();
  const { dialog, open, close } = useDialogAddress();
  const { id, fileName: name, counts } = made;
  const step = useMutation({
    mutationFn: (what: "commit" | "cancel" | "resume" | "undo") => api.imports[what].mutate({ id }),
    onSuccess: () => close(),
    onSettled: () => Promise.all([queryClient.invalidateQueries(trpc.imports.pathFilter()), refreshOrganisation()]),
  });
  const errors = useMutation({
    mutationFn: async () => {
      const answer = await sendRequest(`/api/v1/imports/${id}/errors?format=${made.format}`);
      const base = name.replace(/\.[^.]+$/, "");
      const ending = made.format;
      saveFile(await answer.blob(), t("importing.errorFileName", { name: base, ending }));
    },
    onError: (error) => void notifyFailed(failureText(failureOf(error))),
  });
  const refusal = step.error ? failureOf(step.error) : null;
  const question = (what: "commit" | "cancel" | "undo") => ({
    open: dialog === what && made.can[what],
    onOpenChange(isOpen: boolean) {
      if (!isOpen) close();
      step.reset();
    },
    busy: step.isPending,
    onConfirm: () => step.mutate(what),
    confirmLabel: t(`importing.${what}`),
  });
  const hasErrors = made.status !== "running" && !made.expired && counts !== null && counts.error > 0;
  const number = (value: number | undefined) => formatNumber(value ?? 0, locale);
  return (
    <>
      {hasErrors ? (
        <Button busy={errors.isPending} onClick={() => errors.mutate()}>
          <Download aria-hidden className="size-4" />
          {t("importing.errorFile")}
        </Button>
      ) : null}
      {made.can.undo ? (
        <Button onClick={() => open("undo")}>
          <Undo2 aria-hidden className="size-4" />
          {t("importing.undo")}
        </Button>
      ) : null}
      {made.can.cancel ? (
        <Button onClick={() => open("cancel")}>
          <CircleStop aria-hidden className="size-4" />
          {t("importing.cancel")}
        </Button>
      ) : null}
      {made.can.resume ? (
        <Button
          look="primary"
          busy={step.isPending && step.variables === "resume"}
          onClick={() => step.mutate("resume")}
        >
          <Play aria-hidden className="size-4" />
          {t("importing.resume")}
        </Button>
      ) : null}
      {made.can.commit ? (
        <Button look="primary" onClick={() => open("commit")}>
          <Play aria-hidden className="size-4" />
          {t("importing.commit")}
        </Button>
      ) : null}
      {dialog === undefined ? <RefusalNote failure={refusal} /> : null}
      <ConfirmDialog
        {...question("commit")}
        title={t("importing.commitTitle", { name })}
        body={t("importing.commitBody", {
          create: number(counts?.create),
          update: number(counts?.update),
          error: number(counts?.error),
        })}
      >
        <RefusalNote failure={refusal} />
      </ConfirmDialog>
      <ConfirmDialog
        {...question("cancel")}
        title={t("importing.cancelTitle", { name })}
        body={t("importing.cancelBody")}
      >
        <RefusalNote failure={refusal} />
      </ConfirmDialog>
      <ConfirmDialog
        {...question("undo")}
        title={t("importing.undoTitle", { name })}
        body={t("importing.undoBody")}
        phrase={name}
      >
        <RefusalNote failure={refusal} />
      </ConfirmDialog>
    </>
  );
}

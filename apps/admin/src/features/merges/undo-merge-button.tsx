import type { UserMerge } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { useMergeRefresh } from "./use-merge-refresh.ts";

/** Asks first; a refusal, with what has changed since, stays in the dialog. */
export function UndoMergeButton({ merge }: { readonly merge: UserMerge }) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useMergeRefresh();
  const [asking, setAsking] = useState(false);
  const undo = useMutation({
    mutationFn: () => api.userMerges.undo.mutate({ id: merge.id }),
    onSuccess() {
      setAsking(false);
      void notifyDone(t("merge.undoneNow", { name: merge.duplicate.name }));
    },
    onSettled: refresh,
  });
  if (!merge.can.undo) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        {t("merge.undo")}
        <span className="sr-only">{merge.duplicate.name}</span>
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          setAsking(open);
          undo.reset();
        }}
        title={t("merge.undoTitle", { duplicate: merge.duplicate.name, survivor: merge.survivor.name })}
        body={t("merge.undoBody")}
        confirmLabel={t("merge.undo")}
        busy={undo.isPending}
        onConfirm={() => undo.mutate()}
      >
        <RefusalNote failure={undo.error ? failureOf(undo.error) : null} />
      </ConfirmDialog>
    </>
  );
}

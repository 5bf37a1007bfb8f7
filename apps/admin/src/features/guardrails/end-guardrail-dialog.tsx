import type { Guardrail } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";

interface EndGuardrailDialogProps {
  readonly guardrail: Guardrail;
  readonly onClose: () => void;
}

/** Lifts a guardrail. What it held back may be allowed the next moment, so its name must be typed. */
export function EndGuardrailDialog({ guardrail, onClose }: EndGuardrailDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const [reason, setReason] = useState("");
  const end = useMutation({
    mutationFn: () =>
      api.guardrails.end.mutate({
        id: guardrail.id,
        ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
      }),
    onSuccess() {
      onClose();
      void notifyDone(t("guardrail.ended", { name: guardrail.name }));
    },
    onSettled: refresh,
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("guardrail.endTitle", { name: guardrail.name })}
      body={t("guardrail.endBody")}
      confirmLabel={t("guardrail.end")}
      phrase={guardrail.name}
      busy={end.isPending}
      onConfirm={() => end.mutate()}
    >
      <div className="grid gap-4">
        <Field label={t("guardrail.endReason")} optionalLabel={t("common.optional")}>
          <Input
            value={reason}
            maxLength={400}
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <RefusalNote failure={end.error ? failureOf(end.error) : null} />
      </div>
    </ConfirmDialog>
  );
}

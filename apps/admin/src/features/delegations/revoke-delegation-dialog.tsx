import type { Delegation } from "@gloria/contracts";
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

interface RevokeDelegationDialogProps {
  readonly delegation: Delegation;
  readonly onClose: () => void;
}

export function RevokeDelegationDialog({ delegation, onClose }: RevokeDelegationDialogProps) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const [reason, setReason] = useState("");
  const revoke = useMutation({
    mutationFn: () =>
      api.permissionDelegation.revoke.mutate({
        id: delegation.id,
        ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
      }),
    onSuccess() {
      onClose();
      void notifyDone(t("delegation.revoked"));
    },
    onSettled: refresh,
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("delegation.revokeTitle", { name: delegation.delegate.name })}
      body={t("delegation.revokeBody")}
      confirmLabel={t("delegation.revoke")}
      busy={revoke.isPending}
      onConfirm={() => revoke.mutate()}
    >
      <div className="grid gap-4">
        <Field label={t("delegation.revokeReason")} optionalLabel={t("common.optional")}>
          <Input
            value={reason}
            maxLength={400}
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <RefusalNote failure={revoke.error ? failureOf(revoke.error) : null} />
      </div>
    </ConfirmDialog>
  );
}

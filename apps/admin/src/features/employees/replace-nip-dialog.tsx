import type { Employee } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { useEmployeeRefresh } from "./use-employee-refresh.ts";

/** Gives an employee another number; afterwards their page has another address. */
export function ReplaceNipDialog({ employee, onClose }: { readonly employee: Employee; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const api = useApi();
  const navigate = useNavigate();
  const refresh = useEmployeeRefresh();
  const formId = useId();
  const [newNip, setNewNip] = useState("");
  const [reason, setReason] = useState("");
  const replace = useMutation({
    mutationFn: () =>
      api.employees.replaceNip.mutate({
        nip: employee.nip,
        newNip: newNip.trim(),
        version: employee.version,
        ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
      }),
    async onSuccess(fresh) {
      void notifyDone(t("employee.nipReplaced", { name: fresh.name }));
      await navigate({ to: "/employees/$nip", params: { nip: fresh.nip }, replace: true });
      await refresh();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("employee.replaceNipTitle", { name: employee.name })}
      description={t("employee.replaceNipBody")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" form={formId} look="primary" disabled={newNip.trim() === ""} busy={replace.isPending}>
            {t("employee.replaceNip")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (newNip.trim() !== "") replace.mutate();
        }}
      >
        <Field label={t("employee.newNip")} required>
          <Input
            value={newNip}
            maxLength={32}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setNewNip(event.target.value)}
          />
        </Field>
        <Field label={t("employee.reason")} optionalLabel={t("common.optional")}>
          <Input value={reason} maxLength={400} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <RefusalNote failure={replace.error ? failureOf(replace.error) : null} />
      </form>
    </Dialog>
  );
}

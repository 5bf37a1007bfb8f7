import type { Grant } from "@gloria/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { useEndGrant } from "./use-end-grant.ts";

/** Takes one right back, where the server allows it; asks why, and can be undone. */
export function EndGrantButton({ grant }: { readonly grant: Grant }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const { end, busy, refusal, forget } = useEndGrant();
  if (!grant.can.end) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        {t("grant.end")}
        <span className="sr-only">{grant.code}</span>
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          setAsking(open);
          setReason("");
          forget();
        }}
        title={t("grant.endTitle", { code: grant.code })}
        body={t("grant.endBody", { subject: grant.subject.name ?? t("common.unknown") })}
        confirmLabel={t("grant.end")}
        busy={busy}
        onConfirm={() => end(grant, reason.trim(), () => setAsking(false))}
      >
        <div className="grid gap-4">
          <Field label={t("grant.reason")} hint={t("grant.reasonHint")} optionalLabel={t("common.optional")}>
            <Input
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              maxLength={400}
              autoComplete="off"
            />
          </Field>
          <RefusalNote failure={refusal} />
        </div>
      </ConfirmDialog>
    </>
  );
}

import type { AccessReviewItem } from "@gloria/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import type { Failure } from "../../lib/failure.ts";
import { usePermissionName } from "../../lib/use-permission-name.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";

interface RevokeItemsDialogProps {
  readonly items: readonly AccessReviewItem[];
  readonly busy: boolean;
  readonly refusal: Failure | null;
  readonly onRevoke: (reason: string) => void;
  readonly onClose: () => void;
}

const shownItems = 8;

/** Which rights go, and why; the reason is the evidence. */
export function RevokeItemsDialog({ items, busy, refusal, onRevoke, onClose }: RevokeItemsDialogProps) {
  const { t } = useTranslation();
  const nameOf = usePermissionName();
  const [reason, setReason] = useState("");
  const more = items.length - shownItems;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t("review.revokeTitle", { count: items.length })}
      body={t("review.revokeBody")}
      confirmLabel={t("review.revoke")}
      busy={busy}
      onConfirm={() => onRevoke(reason.trim())}
    >
      <div className="grid gap-4">
        <ul className="grid gap-1 text-sm">
          {items.slice(0, shownItems).map((item) => (
            <li key={item.id} className="flex flex-wrap justify-between gap-x-4">
              <span className="font-medium">{item.user.name ?? t("common.unknown")}</span>
              <span className="text-ink-soft">{nameOf(item.label)}</span>
            </li>
          ))}
        </ul>
        {more > 0 ? <p className="text-sm text-ink-soft">{t("delegation.more", { count: more })}</p> : null}
        <Field label={t("review.reason")} hint={t("review.reasonHint")} optionalLabel={t("common.optional")}>
          <Input
            value={reason}
            maxLength={400}
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <RefusalNote failure={refusal} />
      </div>
    </ConfirmDialog>
  );
}

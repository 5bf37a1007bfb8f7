import type { PrintedCode } from "@gloria/contracts";
import { Printer } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { Instant } from "../../lib/instant.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";

interface PrintedCodesProps {
  readonly codes: readonly PrintedCode[];
  readonly onClose: () => void;
}

/** Slips with the codes, to be printed and cut. The server shows a code this once, so closing asks. */
export function PrintedCodes({ codes, onClose }: PrintedCodesProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const address = `${window.location.origin}/invitations/accept`;
  return (
    <Panel
      title={t("invitation.printTitle")}
      actions={
        <span data-no-print className="flex flex-wrap gap-2">
          <Button look="primary" onClick={() => window.print()}>
            <Printer aria-hidden className="size-4" />
            {t("invitation.print")}
          </Button>
          <Button onClick={() => setAsking(true)}>{t("invitation.printClose")}</Button>
        </span>
      }
    >
      <p data-no-print role="status" className="mb-4 rounded-control bg-warn-soft px-4 py-3 text-sm text-warn-ink">
        {t("invitation.printLead")}
      </p>
      <ul className="grid gap-4 sm:grid-cols-2">
        {codes.map((slip) => (
          <li
            key={slip.invitationId}
            className="grid break-inside-avoid gap-3 rounded-card border border-dashed border-line-strong p-4"
          >
            <p className="grid">
              <span className="font-bold">{slip.name}</span>
              <span className="text-sm text-ink-soft">{slip.schoolName}</span>
            </p>
            <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
              <dt className="text-ink-soft">{t("invitation.slipAddress")}</dt>
              <dd className="break-all">{address}</dd>
              <dt className="text-ink-soft">{t("invitation.slipTenant")}</dt>
              <dd className="font-mono">{slip.tenantCode}</dd>
              <dt className="text-ink-soft">{t("invitation.slipCode")}</dt>
              <dd className="font-mono text-base font-bold tracking-wider">{slip.code}</dd>
              <dt className="text-ink-soft">{t("invitation.slipSignIn")}</dt>
              <dd className="font-mono break-all">{slip.identifier}</dd>
              <dt className="text-ink-soft">{t("invitation.expiresAt")}</dt>
              <dd>
                <Instant value={slip.expiresAt} />
              </dd>
            </dl>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("invitation.printCloseTitle")}
        body={t("invitation.printCloseBody")}
        confirmLabel={t("invitation.printClose")}
        busy={false}
        onConfirm={onClose}
      />
    </Panel>
  );
}

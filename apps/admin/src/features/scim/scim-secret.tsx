import type { IssuedScimToken } from "@gloria/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { CopyField } from "../../components/copy-field.tsx";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";

interface ScimSecretProps {
  readonly issued: IssuedScimToken;
  readonly onClose: () => void;
}

/** The secret of a new token. The server shows it this once, so closing asks. */
export function ScimSecret({ issued, onClose }: ScimSecretProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <Panel
      title={t("scim.secretTitle", { name: issued.name })}
      actions={<Button onClick={() => setAsking(true)}>{t("scim.secretClose")}</Button>}
    >
      <div className="grid gap-4">
        <p role="status" className="rounded-control bg-warn-soft px-4 py-3 text-sm font-medium text-warn-ink">
          {t("scim.secretLead")}
        </p>
        <CopyField label={t("scim.secret")} copyLabel={t("scim.copySecret")} value={issued.token} />
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("scim.secretCloseTitle")}
        body={t("scim.secretCloseBody")}
        confirmLabel={t("scim.secretClose")}
        busy={false}
        onConfirm={onClose}
      />
    </Panel>
  );
}

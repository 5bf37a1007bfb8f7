import type { Guardrail } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { PeriodText } from "../../components/period-text.tsx";
import { PermissionText } from "../../components/permission-text.tsx";
import { Instant } from "../../lib/instant.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Facts } from "../../ui/panel.tsx";
import { GuardrailState } from "./guardrail-columns.tsx";

interface GuardrailDetailProps {
  readonly guardrail: Guardrail;
  readonly onClose: () => void;
}

export function GuardrailDetail({ guardrail, onClose }: GuardrailDetailProps) {
  const { t } = useTranslation();
  const none = t("common.emptyValue");
  const { resource, condition } = guardrail;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      place="right"
      title={guardrail.name}
      closeLabel={t("common.close")}
    >
      <Facts
        facts={[
          { label: t("guardrail.kind"), value: t(`guardrail.kind.${guardrail.kind}`) },
          { label: t("guardrail.state"), value: <GuardrailState guardrail={guardrail} /> },
          { label: t("guardrail.code"), value: <PermissionText code={guardrail.code} /> },
          {
            label: t("guardrail.resource"),
            value: resource ? <code className="text-sm break-all">{`${resource.type} ${resource.id}`}</code> : none,
          },
          {
            label: t("guardrail.condition"),
            value: condition ? <code className="font-mono text-sm break-all">{condition}</code> : none,
          },
          {
            label: t("guardrail.window"),
            value: <PeriodText from={guardrail.validFrom} until={guardrail.validUntil} />,
          },
          { label: t("guardrail.reason"), value: guardrail.reason ?? none },
          { label: t("guardrail.createdBy"), value: guardrail.createdByName ?? none },
          { label: t("guardrail.createdAt"), value: <Instant value={guardrail.createdAt} /> },
        ]}
      />
    </Dialog>
  );
}

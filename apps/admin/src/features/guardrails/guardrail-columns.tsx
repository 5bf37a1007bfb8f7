import type { Guardrail } from "@gloria/contracts";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { PeriodText } from "../../components/period-text.tsx";
import { PermissionText } from "../../components/permission-text.tsx";
import { Badge, type Tone } from "../../ui/badge.tsx";

const tones: Readonly<Record<Guardrail["state"], Tone>> = {
  active: "danger",
  upcoming: "info",
  expired: "neutral",
  ended: "neutral",
};

export function GuardrailState({ guardrail: { state } }: { readonly guardrail: Guardrail }) {
  const { t } = useTranslation();
  return <Badge tone={tones[state]}>{t(`guardrail.state.${state}`)}</Badge>;
}

export function guardrailColumns(t: TFunction): readonly Column<Guardrail>[] {
  return [
    {
      id: "name",
      header: t("guardrail.name"),
      names: true,
      cell: ({ name, kind }) => (
        <span className="grid gap-0.5">
          <strong className="break-words">{name}</strong>
          <span className="text-sm text-ink-soft">{t(`guardrail.kind.${kind}`)}</span>
        </span>
      ),
    },
    { id: "code", header: t("guardrail.code"), cell: ({ code }) => <PermissionText code={code} /> },
    {
      id: "condition",
      header: t("guardrail.condition"),
      hideable: true,
      cell: ({ condition }) =>
        condition ? (
          <code className="font-mono text-xs break-all">{condition}</code>
        ) : (
          <span className="text-ink-soft">{t("common.emptyValue")}</span>
        ),
    },
    {
      id: "period",
      header: t("guardrail.window"),
      hideable: true,
      initially: false,
      cell: ({ validFrom, validUntil }) => <PeriodText from={validFrom} until={validUntil} />,
    },
    { id: "state", header: t("guardrail.state"), cell: (guardrail) => <GuardrailState guardrail={guardrail} /> },
    {
      id: "reason",
      header: t("guardrail.reason"),
      hideable: true,
      initially: false,
      cell: ({ reason }) => reason ?? t("common.emptyValue"),
    },
  ];
}

export function GuardrailCard({ guardrail }: { readonly guardrail: Guardrail }) {
  const { t } = useTranslation();
  return (
    <div className="grid justify-items-start gap-1.5">
      <p className="font-semibold break-words">{guardrail.name}</p>
      <p className="text-sm text-ink-soft">{t(`guardrail.kind.${guardrail.kind}`)}</p>
      <span className="text-sm">
        <PermissionText code={guardrail.code} />
      </span>
      {guardrail.condition ? <code className="font-mono text-xs break-all">{guardrail.condition}</code> : null}
      <GuardrailState guardrail={guardrail} />
    </div>
  );
}

import type { Delegation } from "@gloria/contracts";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { PeriodText } from "../../components/period-text.tsx";
import { DelegatedCodes } from "./delegated-codes.tsx";
import type { DelegationSide } from "./delegation-side.ts";
import { DelegationStateText } from "./delegation-state-text.tsx";

/** The people whom a side of the page names: the other one, or both. */
export function delegationColumns(t: TFunction, side: DelegationSide): readonly Column<Delegation>[] {
  const delegate: Column<Delegation> = {
    id: "delegate",
    header: t("delegation.delegate"),
    names: true,
    cell: ({ delegate: person }) => <strong>{person.name}</strong>,
  };
  const delegator: Column<Delegation> = {
    id: "delegator",
    header: t("delegation.delegator"),
    names: side === "to-me",
    cell: ({ delegator: person }) => <strong className="font-semibold">{person.name}</strong>,
  };
  return [
    ...(side === "mine" ? [] : [delegator]),
    ...(side === "to-me" ? [] : [delegate]),
    { id: "what", header: t("delegation.what"), cell: ({ codes }) => <DelegatedCodes codes={codes} /> },
    {
      id: "period",
      header: t("delegation.period"),
      cell: ({ validFrom, validUntil }) => <PeriodText from={validFrom} until={validUntil} />,
    },
    { id: "state", header: t("delegation.state"), cell: (one) => <DelegationStateText delegation={one} /> },
    {
      id: "reason",
      header: t("delegation.reason"),
      hideable: true,
      initially: false,
      cell: ({ reason }) => reason ?? t("common.emptyValue"),
    },
  ];
}

export function DelegationCard({
  delegation,
  side,
}: {
  readonly delegation: Delegation;
  readonly side: DelegationSide;
}) {
  const { t } = useTranslation();
  const { delegator, delegate } = delegation;
  return (
    <div className="grid gap-1.5">
      <p className="font-semibold break-words">
        {side === "to-me" ? delegator.name : delegate.name}
        {side === "all" ? (
          <span className="block text-sm font-normal text-ink-soft">
            {t("delegation.delegator")}: {delegator.name}
          </span>
        ) : null}
      </p>
      <span className="text-sm">
        <DelegatedCodes codes={delegation.codes} />
      </span>
      <span className="text-sm text-ink-soft">
        <PeriodText from={delegation.validFrom} until={delegation.validUntil} />
      </span>
      <DelegationStateText delegation={delegation} />
    </div>
  );
}

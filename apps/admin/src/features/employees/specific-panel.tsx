import { type Employee, specificFieldNames } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Eye, EyeOff, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Facts, Panel } from "../../ui/panel.tsx";

/** Specific data: masked until somebody who may read it asks, which the server writes down. */
export function SpecificPanel({ employee }: { readonly employee: Employee }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const [shown, setShown] = useState(false);
  const plain = useQuery(
    trpc.employees.get.queryOptions(
      { nip: employee.nip, specific: "auto" },
      { enabled: shown, gcTime: 0, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  if (shown && plain.isError) return <FailurePanel error={plain.error} onRetry={() => plain.refetch()} />;
  const { specific, warnings } = shown && plain.data ? plain.data : employee;
  const filled = specificFieldNames.filter((field) => specific[field] !== null);
  return (
    <Panel
      title={t("employee.specificTab")}
      actions={
        <span className="flex flex-wrap gap-2">
          {employee.can.readSpecific ? (
            <Button busy={shown && plain.isPending} onClick={() => setShown(!shown)}>
              {shown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
              {t(shown ? "employee.hide" : "employee.show")}
            </Button>
          ) : null}
          {employee.can.updateSpecific ? (
            <Button asChild>
              <Link to="/employees/$nip/specific" params={{ nip: employee.nip }}>
                {t("employee.specificEdit")}
              </Link>
            </Button>
          ) : null}
        </span>
      }
    >
      <div className="grid gap-4">
        <p className="text-sm text-ink-soft">
          {t("employee.specificLead")} {t(employee.can.readSpecific ? "employee.showHint" : "employee.specificNoRead")}
        </p>
        {warnings.map((warning) => (
          <p key={warning} className="flex gap-2 rounded-control bg-warn-soft px-4 py-3 text-sm text-warn-ink">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {t(`employee.warning.${warning}`)}
          </p>
        ))}
        {filled.length === 0 ? (
          <p>{t("employee.specificEmpty")}</p>
        ) : (
          <Facts
            facts={filled.map((field) => ({
              label: t(`employee.field.${field}`),
              value: <span className="tabular-nums">{specific[field]}</span>,
            }))}
          />
        )}
      </div>
    </Panel>
  );
}

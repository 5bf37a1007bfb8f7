import type { Guardrail } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Plus, ShieldBan } from "lucide-react";
import { lazy, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { useListAddress } from "../../components/use-list-address.ts";
import { useMe } from "../../lib/me.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { EndGuardrailDialog } from "./end-guardrail-dialog.tsx";
import { GuardrailActions } from "./guardrail-actions.tsx";
import { guardrailKindChoices, guardrailStateChoices } from "./guardrail-choices.ts";
import { GuardrailCard, guardrailColumns } from "./guardrail-columns.tsx";
import { GuardrailDetail } from "./guardrail-detail.tsx";

const CreateGuardrailDialog = lazy(async () => ({
  default: (await import("./create-guardrail-dialog.tsx")).CreateGuardrailDialog,
}));

const filterNames = ["q", "kind", "state"];

/** What is forbidden to everybody, and by whom. */
export function GuardrailsPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useMe();
  const search = useSearch({ from: "/_app/guardrails" });
  const kind = oneOf(guardrailKindChoices, search.kind);
  const state = oneOf(guardrailStateChoices, search.state);
  const { change } = useListAddress(filterNames);
  const { dialog, of, open, close } = useDialogAddress();
  const guardrails = useQuery(
    trpc.guardrails.list.queryOptions(
      {
        limit: 50,
        ...(search.q ? { q: search.q } : {}),
        ...(kind ? { kind } : {}),
        ...(state ? { state } : {}),
        ...(search.cursor ? { cursor: search.cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => guardrailColumns(t), [t]);
  const mayCreate = me.impersonation === null && guardrails.data?.can.create === true;
  const one = guardrails.data?.items.find(({ id }) => id === of);
  return (
    <>
      <ListPage
        name="guardrails"
        label={t("guardrail.title")}
        lead={t("guardrail.lead")}
        query={guardrails}
        columns={columns}
        rowKey={(guardrail: Guardrail) => guardrail.id}
        searchLabel={t("guardrail.searchLabel")}
        filterNames={filterNames}
        filters={
          <>
            <FilterSelect
              label={t("guardrail.kind")}
              anyLabel={t("guardrail.anyKind")}
              value={kind}
              options={guardrailKindChoices.map((value) => ({ value, label: t(`guardrail.kind.${value}`) }))}
              onChoose={(value) => change({ kind: value })}
            />
            <FilterSelect
              label={t("guardrail.state")}
              anyLabel={t("guardrail.anyState")}
              value={state}
              options={guardrailStateChoices.map((value) => ({ value, label: t(`guardrail.state.${value}`) }))}
              onChoose={(value) => change({ state: value })}
            />
          </>
        }
        rowActions={(guardrail) => <GuardrailActions guardrail={guardrail} />}
        card={(guardrail) => <GuardrailCard guardrail={guardrail} />}
        firstUse={{ icon: <ShieldBan />, title: t("guardrail.firstUseTitle"), body: t("guardrail.firstUseBody") }}
        create={
          mayCreate ? (
            <Button look="primary" onClick={() => open("create")}>
              <Plus aria-hidden className="size-4" />
              {t("guardrail.create")}
            </Button>
          ) : null
        }
        skeletonRows={4}
      />
      {dialog === "create" && mayCreate ? (
        <Suspense>
          <CreateGuardrailDialog onClose={close} />
        </Suspense>
      ) : null}
      {dialog === "show" && one ? <GuardrailDetail guardrail={one} onClose={close} /> : null}
      {dialog === "end" && one?.can.end ? <EndGuardrailDialog guardrail={one} onClose={close} /> : null}
    </>
  );
}

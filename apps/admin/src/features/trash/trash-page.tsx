import type { TrashItem, TrashKind } from "@gloria/contracts";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { RotateCcw, Trash2 } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ListPage } from "../../components/list-page.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { choicesOf } from "../../lib/choices-of.ts";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { useOrganisationRefresh } from "../../lib/use-organisation-refresh.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TrashName, trashColumns } from "./trash-columns.tsx";

const kinds = choicesOf<TrashKind>({ user: true, school: true, department: true, position: true, employee: true });
const filterNames = ["q"];

/** What was deleted softly, kind by kind, with the way back. */
export function TrashPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const search = useSearch({ from: "/_app/trash" });
  const kind = oneOf(kinds, search.kind) ?? "user";
  const { change } = useListAddress(filterNames);
  const items = useQuery(
    trpc.trash.list.queryOptions(
      {
        kind,
        limit: 50,
        ...(search.q ? { q: search.q } : {}),
        ...(search.cursor ? { cursor: search.cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const restore = useRestore();
  const columns = useMemo(() => trashColumns(t), [t]);
  const button = (item: TrashItem) =>
    item.can.restore ? (
      <Button busy={restore.isPending && restore.variables.id === item.id} onClick={() => restore.mutate(item)}>
        <RotateCcw aria-hidden className="size-4" />
        {t("common.restore")}
      </Button>
    ) : null;
  return (
    <ListPage
      name="trash"
      label={t("trash.title")}
      lead={t("trash.lead")}
      query={items}
      columns={columns}
      rowKey={(item) => item.id}
      searchLabel={t("common.search")}
      filterNames={filterNames}
      filters={
        <Field label={t("trash.kind")} hideLabel>
          <Select
            value={kind}
            options={kinds.map((value) => ({ value, label: t(`enumeration.entity.${value}`) }))}
            onChange={(event) => change({ kind: event.target.value })}
          />
        </Field>
      }
      rowActions={button}
      card={(item) => <TrashName item={item} />}
      firstUse={{ icon: <Trash2 />, title: t("trash.firstUseTitle"), body: t("trash.firstUseBody") }}
    />
  );
}

function useRestore() {
  const { t } = useTranslation();
  const api = useApi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = useOrganisationRefresh();
  const failureText = useFailureText();
  const restores: Readonly<Record<TrashKind, (item: TrashItem) => Promise<unknown>>> = {
    user: ({ id }) => api.users.restore.mutate({ id }),
    school: ({ id }) => api.schools.restore.mutate({ id }),
    department: ({ id }) => api.departments.restore.mutate({ id }),
    position: ({ id }) => api.positions.restore.mutate({ id }),
    // Employee data goes by its NIP, which is the code of every employee.
    employee: ({ id, code }) => api.employees.restore.mutate({ nip: code ?? id }),
  };
  return useMutation({
    mutationFn: (item: TrashItem) => restores[item.kind](item),
    onSuccess: (_, { name }) => void notifyDone(t("trash.restored", { name })),
    onError: (error) => void notifyFailed(failureText(failureOf(error))),
    onSettled: () => Promise.all([queryClient.invalidateQueries(trpc.trash.pathFilter()), refresh()]),
  });
}

import type { MergeField } from "@gloria/contracts";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ArrowLeftRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { usePeopleSource } from "../../components/use-pick-sources.ts";
import { failureOf } from "../../lib/failure.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { MergeFields, type MergeSide } from "./merge-fields.tsx";
import { MergePreview } from "./merge-preview.tsx";
import { useMergeRefresh } from "./use-merge-refresh.ts";

/** Two people, the values to keep, what the server says will happen, and the merge itself. */
export function MergePage() {
  const { t } = useTranslation();
  const api = useApi();
  const navigate = useNavigate();
  const { survivor = "", duplicate = "" } = useSearch({ from: "/_app/merges/new" });
  const refresh = useMergeRefresh();
  const source = usePeopleSource();
  const [chosen, setChosen] = useState<Partial<Record<MergeField, MergeSide>>>({});
  const [access, setAccess] = useState<"carry" | "end">("carry");
  const [reason, setReason] = useState("");
  const people = { survivor: usePerson(survivor), duplicate: usePerson(duplicate) };
  const complete = survivor !== "" && duplicate !== "";
  const wanted = { survivorId: survivor, duplicateId: duplicate, fields: chosen, access };

  // A dry run changes nothing, so it is a question like any other.
  const preview = useQuery({
    queryKey: ["merge-preview", wanted],
    queryFn: () => api.userMerges.merge.mutate({ ...wanted, dryRun: true }),
    enabled: complete,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const merge = useMutation({
    mutationFn: () => api.userMerges.merge.mutate({ ...wanted, ...(reason.trim() ? { reason: reason.trim() } : {}) }),
    async onSuccess() {
      void notifyDone(
        t("merge.merged", { duplicate: people.duplicate?.label ?? "", survivor: people.survivor?.label ?? "" }),
      );
      await navigate({ to: "/merges", search: { tab: "history" } });
      await refresh();
    },
  });
  const choosePeople = (pair: { readonly survivor: string; readonly duplicate: string }) => {
    setChosen({});
    merge.reset();
    void navigate({
      to: ".",
      search: (previous) => ({
        ...previous,
        survivor: pair.survivor || undefined,
        duplicate: pair.duplicate || undefined,
      }),
      replace: true,
      resetScroll: false,
    });
  };
  const refusal = merge.error ?? preview.error;
  return (
    <div className="mx-auto grid max-w-3xl gap-5">
      <PageHeader
        title={t("merge.mergeTitle")}
        lead={t("merge.mergeLead")}
        before={<BackLink to="/merges">{t("merge.title")}</BackLink>}
      />
      <Panel title={t("merge.choose")}>
        <div className="grid items-end gap-4 sm:grid-cols-[1fr_auto_1fr]">
          <EntityPicker
            label={t("merge.survivorPick")}
            placeholder={t("merge.pickPlaceholder")}
            source={source}
            value={people.survivor}
            without={[duplicate]}
            onPick={(option) => choosePeople({ survivor: option?.id ?? "", duplicate })}
          />
          <Button
            disabled={!complete}
            onClick={() => choosePeople({ survivor: duplicate, duplicate: survivor })}
            className="justify-self-center"
          >
            <ArrowLeftRight aria-hidden className="size-4" />
            {t("merge.swap")}
          </Button>
          <EntityPicker
            label={t("merge.duplicatePick")}
            placeholder={t("merge.pickPlaceholder")}
            source={source}
            value={people.duplicate}
            without={[survivor]}
            onPick={(option) => choosePeople({ survivor, duplicate: option?.id ?? "" })}
          />
        </div>
      </Panel>
      {complete && preview.isPending ? (
        <Panel>
          <SkeletonLines count={6} label={t("common.loading")} />
        </Panel>
      ) : null}
      {complete && preview.data ? (
        <>
          <Panel title={t("merge.fields")}>
            <MergeFields
              fields={preview.data.fields}
              chosen={chosen}
              onChoose={(field, side) => setChosen({ ...chosen, [field]: side })}
            />
          </Panel>
          <Panel title={t("merge.preview")}>
            <div className="grid gap-5">
              <Field label={t("merge.access")}>
                <Select
                  value={access}
                  onChange={(event) => setAccess(event.target.value === "end" ? "end" : "carry")}
                  options={(["carry", "end"] as const).map((value) => ({ value, label: t(`merge.${value}`) }))}
                />
              </Field>
              <MergePreview result={preview.data} />
              <Field label={t("merge.reason")} optionalLabel={t("common.optional")}>
                <Input value={reason} maxLength={400} onChange={(event) => setReason(event.target.value)} />
              </Field>
            </div>
          </Panel>
        </>
      ) : null}
      <RefusalNote failure={complete && refusal ? failureOf(refusal) : null} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => void navigate({ to: "/merges" })}>{t("common.cancel")}</Button>
        <Button
          look="primary"
          disabled={!complete || preview.isError || preview.isPending}
          busy={merge.isPending}
          onClick={() => merge.mutate()}
        >
          {t("merge.submit")}
        </Button>
      </div>
    </div>
  );
}

/** The person of the address, as the picker shows them. */
function usePerson(id: string): PickOption | null {
  const trpc = useTRPC();
  const person = useQuery(trpc.users.get.queryOptions({ id }, { enabled: id !== "" }));
  return id !== "" && person.data ? { id, label: person.data.name } : null;
}

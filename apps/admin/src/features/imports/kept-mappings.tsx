import type { ImportKind } from "@gloria/contracts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Select } from "../../ui/select.tsx";
import { type MappingState, mappingOf, withKept } from "./mapping-state.ts";

interface KeptMappingsProps {
  readonly kind: ImportKind;
  readonly state: MappingState;
  /** Every column has its meaning. */
  readonly complete: boolean;
  readonly onUse: (state: MappingState) => void;
}

/** Uses a mapping that was kept, and keeps this one under a name. */
export function KeptMappings({ kind, state, complete, onUse }: KeptMappingsProps) {
  const { t } = useTranslation();
  const api = useApi();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [used, setUsed] = useState("");
  const kept = useQuery(trpc.imports.listMappings.queryOptions({ kind, limit: 200 }));
  const keep = useMutation({
    mutationFn: () => api.imports.saveMapping.mutate({ kind, name: name.trim(), mapping: mappingOf(state) }),
    onSuccess(made) {
      setName("");
      setUsed(made.id);
      void notifyDone(t("importing.kept", { name: made.name }));
    },
    onSettled: () => queryClient.invalidateQueries(trpc.imports.listMappings.pathFilter()),
  });
  const mappings = kept.data?.items ?? [];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {mappings.length > 0 ? (
        <Field label={t("importing.keptMapping")}>
          <Select
            emptyLabel={t("importing.noKeptMapping")}
            options={mappings.map((mapping) => ({ value: mapping.id, label: mapping.name }))}
            value={used}
            onChange={(event) => {
              const chosen = mappings.find((mapping) => mapping.id === event.target.value);
              setUsed(chosen?.id ?? "");
              if (chosen) onUse(withKept(state, chosen.mapping));
            }}
          />
        </Field>
      ) : null}
      <div className="flex flex-wrap items-end gap-2">
        <Field className="min-w-40 flex-1" label={t("importing.keepName")} optionalLabel={t("common.optional")}>
          <Input value={name} maxLength={100} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        </Field>
        <Button disabled={!complete || name.trim() === ""} busy={keep.isPending} onClick={() => keep.mutate()}>
          {t("importing.keepMapping")}
        </Button>
      </div>
      <RefusalNote failure={keep.error ? failureOf(keep.error) : null} />
    </div>
  );
}

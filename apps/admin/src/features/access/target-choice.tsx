import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { EntityPicker } from "../../components/entity-picker.tsx";
import { type ThingType, useThingSource } from "../../components/use-thing-source.ts";
import { useMe } from "../../lib/me.ts";
import { oneOf } from "../../lib/search-params.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { type AskedTarget, type TargetKind, thingOf } from "./asked-target.ts";

interface TargetChoiceProps {
  readonly kinds: readonly TargetKind[];
  readonly emptyLabel: string;
  readonly value: AskedTarget;
  readonly onChoose: (target: AskedTarget) => void;
}

/** On what: a kind of thing or place and, where the kind needs one, which. */
export function TargetChoice({ kinds, emptyLabel, value, onChoose }: TargetChoiceProps) {
  const { t } = useTranslation();
  const thing = thingOf(value.kind);
  return (
    <>
      <Field label={t("access.target")}>
        <Select
          emptyLabel={emptyLabel}
          value={value.kind ?? ""}
          options={kinds.map((kind) => ({ value: kind, label: t(`access.target.${kind}`) }))}
          onChange={(event) => onChoose({ kind: oneOf(kinds, event.target.value), id: undefined })}
        />
      </Field>
      {thing ? (
        <ThingChoice key={thing} type={thing} id={value.id} onPick={(id) => onChoose({ kind: value.kind, id })} />
      ) : null}
    </>
  );
}

interface ThingChoiceProps {
  readonly type: ThingType;
  readonly id: string | undefined;
  readonly onPick: (id: string | undefined) => void;
}

function ThingChoice({ type, id, onPick }: ThingChoiceProps) {
  const { t } = useTranslation();
  const { source, nameOf } = useThingSource(type);
  const me = useMe();
  // Looking it up in vain would be one more refusal in the audit log.
  const readsOthers = me.permissions.some(({ code, scope }) => code === `${type}:read` && scope !== "OWN");
  const name = useQuery({
    queryKey: ["pick-name", type, id],
    queryFn: () => nameOf(id ?? ""),
    enabled: id !== undefined && readsOthers,
    staleTime: 300_000,
    retry: false,
  });
  // What the reader may not see has no name for them, and can be asked about all the same.
  const unnamed = name.isError || !readsOthers ? t(`access.target.${type}`) : "…";
  return (
    <EntityPicker
      label={t("access.which")}
      placeholder={t("access.whichSearch")}
      source={source}
      value={id === undefined ? null : { id, label: name.data ?? unnamed }}
      required
      onPick={(option) => onPick(option?.id)}
    />
  );
}

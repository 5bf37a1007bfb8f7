import { permissionScopes } from "@gloria/contracts";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { oneOf } from "../../lib/search-params.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import {
  buildChange,
  type ChangeKind,
  type ChangeParts,
  changeKinds,
  type NamedChange,
  type PartName,
  partsOf,
} from "./simulated-changes.ts";
import { type PickedPart, usePartSource } from "./use-part-source.ts";

const labels = {
  person: "access.person",
  role: "access.role",
  parent: "simulation.parent",
  permission: "access.permission",
  school: "access.place",
  grant: "simulation.grant",
  roleGrant: "simulation.grant",
  delegation: "simulation.delegation",
  module: "simulation.module",
} as const;

const placeholders = {
  person: "access.personSearch",
  role: "access.roleSearch",
  parent: "access.roleSearch",
  permission: "access.permissionSearch",
  school: "access.placeFoundation",
  grant: "simulation.grantSearch",
  roleGrant: "simulation.grantSearch",
  delegation: "simulation.delegationSearch",
  module: "access.whichSearch",
} as const;

type Picked = Partial<Record<PartName, PickOption>>;

/** Puts one change together from its parts. */
export function ChangeForm({ onAdd }: { readonly onAdd: (change: NamedChange) => void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<ChangeKind>("role_assign");
  const [picked, setPicked] = useState<Picked>({});
  const scopeOptions = permissionScopes.map((value) => ({ id: value, label: t(`enumeration.scope.${value}`) }));
  const turnOptions = [
    { id: "off", label: t("simulation.switchOff") },
    { id: "on", label: t("simulation.switchOn") },
  ];
  const first = { scope: scopeOptions[2], turn: turnOptions[0] } as const;
  const names = partsOf[kind];
  const chosenFor = (part: PartName) => picked[part] ?? (part === "scope" || part === "turn" ? first[part] : undefined);
  const parts: ChangeParts = Object.fromEntries(
    names.flatMap((part) => {
      const value = chosenFor(part);
      return value === undefined ? [] : [[part, value.id]];
    }),
  );
  const change = buildChange(kind, parts, new Date());
  const set = (part: PartName, option: PickOption | null) => {
    const { [part]: _, grant, roleGrant, ...others } = picked;
    // A grant belongs to the person or role before.
    const isOwner = part === "person" || part === "role";
    const rest = isOwner
      ? others
      : {
          ...others,
          ...(grant && part !== "grant" ? { grant } : {}),
          ...(roleGrant && part !== "roleGrant" ? { roleGrant } : {}),
        };
    setPicked(option === null ? rest : { ...rest, [part]: option });
  };
  const choice = (part: "scope" | "turn", options: readonly PickOption[]) => (
    <Field key={part} label={t(part === "scope" ? "access.scope" : "simulation.turn")}>
      <Select
        value={chosenFor(part)?.id ?? ""}
        options={options.map(({ id, label }) => ({ value: id, label }))}
        onChange={(event) => set(part, options.find(({ id }) => id === event.target.value) ?? null)}
      />
    </Field>
  );
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!change) return;
        onAdd({ change, names: names.flatMap((part) => chosenFor(part)?.label ?? []) });
        setPicked({});
      }}
    >
      <div className="grid gap-5 sm:grid-cols-2 xl:grid-cols-3">
        <Field label={t("simulation.kind")}>
          <Select
            value={kind}
            options={changeKinds.map((value) => ({ value, label: t(`simulation.kind.${value}`) }))}
            onChange={(event) => {
              setKind(oneOf(changeKinds, event.target.value) ?? "role_assign");
              setPicked({});
            }}
          />
        </Field>
        {names.map((part) => {
          if (part === "scope") return choice(part, scopeOptions);
          if (part === "turn") return choice(part, turnOptions);
          return (
            <PartPicker
              key={`${kind} ${part}`}
              part={part}
              owner={part === "grant" ? parts.person : part === "roleGrant" ? parts.role : undefined}
              value={picked[part] ?? null}
              onPick={(option) => set(part, option)}
            />
          );
        })}
      </div>
      <Button type="submit" className="justify-self-start" disabled={change === null}>
        <Plus aria-hidden className="size-4" />
        {t("simulation.addIt")}
      </Button>
    </form>
  );
}

interface PartPickerProps {
  readonly part: PickedPart;
  readonly owner: string | undefined;
  readonly value: PickOption | null;
  readonly onPick: (option: PickOption | null) => void;
}

function PartPicker({ part, owner, value, onPick }: PartPickerProps) {
  const { t } = useTranslation();
  const source = usePartSource(part, owner);
  return (
    <EntityPicker
      label={t(labels[part])}
      placeholder={t(placeholders[part])}
      source={source}
      value={value}
      {...(part === "school" ? { optionalLabel: t("common.optional") } : { required: true })}
      onPick={onPick}
    />
  );
}

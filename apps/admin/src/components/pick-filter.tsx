import { useQuery } from "@tanstack/react-query";
import { EntityPicker, type PickSource } from "./entity-picker.tsx";

interface PickFilterProps {
  readonly label: string;
  readonly placeholder: string;
  readonly source: PickSource;
  /** Id in the address. */
  readonly value: string | undefined;
  /** What the id is called, for an address that was opened with it. */
  readonly nameOf: (id: string) => Promise<string>;
  readonly onChoose: (id: string | undefined) => void;
}

/** A filter whose choices are too many for a list: found by typing. */
export function PickFilter({ label, placeholder, source, value, nameOf, onChoose }: PickFilterProps) {
  const name = useQuery({
    queryKey: ["pick-name", source.key[0], value],
    queryFn: () => nameOf(value ?? ""),
    enabled: value !== undefined,
    staleTime: 300_000,
  });
  return (
    <EntityPicker
      label={label}
      hideLabel
      placeholder={placeholder}
      source={source}
      value={value === undefined ? null : { id: value, label: name.data ?? "…" }}
      onPick={(option) => onChoose(option?.id)}
    />
  );
}

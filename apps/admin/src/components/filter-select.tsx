import { Field } from "../ui/field.tsx";
import { Select, type SelectOption } from "../ui/select.tsx";

interface FilterSelectProps {
  readonly label: string;
  readonly anyLabel: string;
  readonly value: string | undefined;
  readonly options: readonly SelectOption[];
  readonly onChoose: (value: string | undefined) => void;
}

export function FilterSelect({ label, anyLabel, value, options, onChoose }: FilterSelectProps) {
  return (
    <Field label={label} hideLabel>
      <Select
        emptyLabel={anyLabel}
        options={options}
        value={value ?? ""}
        onChange={(event) => onChoose(event.target.value || undefined)}
      />
    </Field>
  );
}

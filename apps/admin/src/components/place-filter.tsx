import { useTranslation } from "react-i18next";
import { useMe } from "../lib/me.ts";
import { FilterSelect } from "./filter-select.tsx";

interface PlaceFilterProps {
  readonly label: string;
  readonly anyLabel: string;
  readonly value: string | undefined;
  readonly onChoose: (value: string | undefined) => void;
}

/** A school, or what belongs to none. */
export function PlaceFilter({ label, anyLabel, value, onChoose }: PlaceFilterProps) {
  const { t } = useTranslation();
  const { schools } = useMe();
  return (
    <FilterSelect
      label={label}
      anyLabel={anyLabel}
      value={value}
      options={[
        { value: "foundation", label: t("department.foundationWide") },
        ...schools.map((school) => ({ value: school.id, label: school.name })),
      ]}
      onChoose={onChoose}
    />
  );
}

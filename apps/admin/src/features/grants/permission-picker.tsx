import { isPermissionPattern } from "@gloria/contracts";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickSource } from "../../components/entity-picker.tsx";
import { usePermissionSource } from "../../components/use-permission-source.ts";
import { usePermissionName } from "../../lib/use-permission-name.ts";

interface PermissionPickerProps {
  /** A code or a pattern; empty where none is chosen. */
  readonly value: string;
  readonly error?: string | undefined;
  readonly label?: string;
  readonly hideLabel?: boolean;
  readonly onPick: (code: string) => void;
}

/** One permission of the catalogue, or a pattern as it is typed. */
export function PermissionPicker({ value, error, label, hideLabel, onPick }: PermissionPickerProps) {
  const { t } = useTranslation();
  const nameOf = usePermissionName();
  const known = usePermissionSource();
  const source = useMemo<PickSource>(
    () => ({
      key: ["patterns", ...known.key],
      async load(q) {
        const options = await known.load(q);
        const isPattern = q.includes("*") && isPermissionPattern(q);
        return isPattern ? [{ id: q, label: q, hint: t("grant.pattern", { code: q }) }, ...options] : options;
      },
    }),
    [known, t],
  );
  return (
    <EntityPicker
      label={label ?? t("grant.permission")}
      {...(hideLabel ? { hideLabel } : { hint: t("grant.permissionHint") })}
      error={error}
      placeholder={t("grant.permissionSearch")}
      source={source}
      value={value === "" ? null : { id: value, label: nameOf(value) }}
      required
      onPick={(option) => onPick(option?.id ?? "")}
    />
  );
}

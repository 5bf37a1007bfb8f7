import { useTranslation } from "react-i18next";
import { classNames } from "../../ui/class-names.ts";
import type { CellValue, MatrixCell } from "./matrix-model.ts";
import { useCellText } from "./use-cell-text.ts";

interface MatrixCellFieldProps {
  readonly cell: MatrixCell;
  /** What was set and not saved. */
  readonly edited: CellValue | undefined;
  readonly editable: boolean;
  readonly label: string;
  readonly onSet: (value: CellValue) => void;
}

const effects = ["ALLOW", "DENY"] as const;
const scopes = ["OWN", "DEPARTMENT", "SCHOOL", "ALL"] as const;

/** One permission of a role: what it is set to, as a list to choose from, and below it what reaches it otherwise. */
export function MatrixCellField({ cell, edited, editable, label, onSet }: MatrixCellFieldProps) {
  const { t } = useTranslation();
  const { valueText, inheritedText } = useCellText();
  const value = edited ?? cell.value;
  const several = cell.plain.length;
  const [nearest] = cell.inherited;
  const look = value.startsWith("ALLOW")
    ? "border-ok-ink/40 bg-ok-soft text-ok-ink"
    : value.startsWith("DENY")
      ? "border-danger-ink/40 bg-danger-soft text-danger-ink"
      : value === "several"
        ? "border-line-strong bg-info-soft text-info-ink"
        : "border-line bg-surface text-ink-soft";
  return (
    <span className="grid min-w-32 gap-1">
      {editable ? (
        <select
          aria-label={label}
          value={value}
          onChange={(event) => onSet(event.target.value as CellValue)}
          className={classNames(
            "min-h-11 w-full cursor-pointer appearance-none truncate rounded-md border px-2 text-xs font-semibold md:pointer-fine:min-h-8",
            look,
            edited !== undefined && "outline-2 outline-offset-1 outline-accent",
          )}
        >
          <option value="">{t("grant.matrixNone")}</option>
          {value === "several" ? <option value="several">{valueText("several", several)}</option> : null}
          {effects.map((effect) => (
            <optgroup key={effect} label={t(`grant.effect.${effect}`)}>
              {scopes.map((scope) => (
                <option key={scope} value={`${effect}:${scope}`}>
                  {valueText(`${effect}:${scope}`, several)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      ) : value === "" ? null : (
        <span className={classNames("rounded-md border px-2 py-1 text-xs font-semibold", look)}>
          {valueText(value, several)}
        </span>
      )}
      {edited === undefined ? null : (
        <span className="text-xs font-medium text-accent-ink">
          {t("grant.matrixChanged", { before: valueText(cell.value, several) })}
        </span>
      )}
      {cell.special > 0 ? (
        <span className="text-xs text-ink-soft">{t("grant.matrixSpecial", { count: cell.special })}</span>
      ) : null}
      {nearest ? (
        <span
          className="text-xs break-words text-ink-soft"
          {...(cell.inherited.length > 1 ? { title: cell.inherited.map(inheritedText).join("\n") } : {})}
        >
          {inheritedText(nearest)}
          {cell.inherited.length > 1 ? ` (+${cell.inherited.length - 1})` : ""}
        </span>
      ) : null}
    </span>
  );
}

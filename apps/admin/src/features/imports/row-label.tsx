import type { ImportKind } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { NameLink } from "../../components/text-link.tsx";
import type { ShownRow } from "./shown-row.ts";

/** Who or what a row is about: a link to the person where there is one. */
export function RowLabel({ row, kind }: { readonly row: ShownRow; readonly kind: ImportKind }) {
  const { t } = useTranslation();
  const label = row.label ?? t("importing.rowTitle", { row: row.rowNumber });
  // Of a place the row does not say whether it is a school, a department or a position.
  if (kind !== "people" || row.entityId === null || row.state === "undone") {
    return <span className="font-semibold break-words">{label}</span>;
  }
  return (
    <NameLink to="/users/$userId" params={{ userId: row.entityId }}>
      {label}
    </NameLink>
  );
}

import type { TrashItem } from "@gloria/contracts";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { Instant } from "../../lib/instant.tsx";
import { entityLink } from "../audit/entity-link.ts";

export function trashColumns(t: TFunction): readonly Column<TrashItem>[] {
  const none = t("common.emptyValue");
  return [
    { id: "name", header: t("trash.name"), names: true, cell: (item) => <TrashIdentity item={item} /> },
    { id: "school", header: t("column.schoolId"), hideable: true, cell: (item) => item.schoolName ?? none },
    { id: "deletedAt", header: t("trash.deletedAt"), cell: (item) => <Instant value={item.deletedAt} /> },
    {
      id: "deletedBy",
      header: t("trash.deletedBy"),
      hideable: true,
      cell: (item) => item.deletedBy?.name ?? t("common.system"),
    },
  ];
}

/** What was deleted, when and by whom, where there is no room for columns. */
export function TrashName({ item }: { readonly item: TrashItem }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-1">
      <TrashIdentity item={item} />
      <p className="text-sm text-ink-soft">
        <Instant value={item.deletedAt} /> · {item.deletedBy?.name ?? t("common.system")}
      </p>
    </div>
  );
}

function TrashIdentity({ item }: { readonly item: TrashItem }) {
  const link = entityLink(item.kind, item.id);
  return (
    <span className="grid justify-items-start">
      {link ? <NameLink {...link}>{item.name}</NameLink> : <span className="font-semibold">{item.name}</span>}
      <span className="text-sm text-ink-soft">{item.code}</span>
    </span>
  );
}

import type { Import } from "@gloria/contracts";
import type { TFunction } from "i18next";
import type { Column } from "../../components/data-table.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { Instant } from "../../lib/instant.tsx";
import { ImportCounts } from "./import-counts.tsx";
import { ImportStatus } from "./import-status.tsx";

export function importColumns(t: TFunction): readonly Column<Import>[] {
  return [
    {
      id: "file",
      header: t("importing.file"),
      names: true,
      cell: (made) => (
        <span className="grid">
          <NameLink to="/imports/$importId" params={{ importId: made.id }} className="break-all">
            {made.fileName}
          </NameLink>
          <span className="text-sm text-ink-soft">{t(`importing.kind.${made.kind}`)}</span>
        </span>
      ),
    },
    { id: "status", header: t("importing.status"), cell: (made) => <ImportStatus made={made} /> },
    {
      id: "counts",
      header: t("importing.counts"),
      hideable: true,
      cell: (made) => <ImportCounts counts={made.counts} />,
    },
    {
      id: "startedBy",
      header: t("importing.startedBy"),
      hideable: true,
      cell: (made) => made.startedBy.name ?? t("common.system"),
    },
    {
      id: "createdAt",
      header: t("importing.createdAt"),
      hideable: true,
      cell: (made) => <Instant value={made.createdAt} relative />,
    },
  ];
}

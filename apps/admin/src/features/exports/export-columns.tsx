import type { Export } from "@gloria/contracts";
import type { TFunction } from "i18next";
import type { Column } from "../../components/data-table.tsx";
import { Instant } from "../../lib/instant.tsx";
import { DownloadButton } from "./download-button.tsx";
import { ExportStatus } from "./export-status.tsx";
import { FilterWords } from "./filter-words.tsx";

export function exportColumns(t: TFunction): readonly Column<Export>[] {
  const none = t("common.emptyValue");
  return [
    {
      id: "what",
      header: t("exporting.what"),
      names: true,
      cell: (made) => (
        <span className="grid">
          <span className="font-semibold">{t(`exporting.kind.${made.kind}`)}</span>
          <span className="text-sm text-ink-soft">{t(`exporting.format.${made.format}`)}</span>
        </span>
      ),
    },
    { id: "status", header: t("exporting.status"), cell: (made) => <ExportStatus made={made} /> },
    {
      id: "filters",
      header: t("exporting.filters"),
      hideable: true,
      cell: (made) => <FilterWords filter={made.filter} />,
    },
    {
      id: "requestedBy",
      header: t("exporting.requestedBy"),
      hideable: true,
      initially: false,
      cell: (made) => made.requestedByName ?? none,
    },
    {
      id: "createdAt",
      header: t("exporting.createdAt"),
      hideable: true,
      cell: (made) => <Instant value={made.createdAt} relative />,
    },
    {
      id: "expiresAt",
      header: t("exporting.expiresAt"),
      hideable: true,
      cell: (made) => (made.download ? <Instant value={made.download.expiresAt} /> : none),
    },
    { id: "download", header: t("exporting.download"), cell: (made) => <DownloadButton made={made} /> },
  ];
}

import { type ImportFieldDefinition, importFields } from "@gloria/contracts";
import type { ImportDataRow } from "./import-queries.ts";

/**
 * The headings of an import's file whose cells may be shown. A column that was left out of the import may hold
 * anything, so only who has sent the file sees it again.
 */
export function readableColumns(
  row: Pick<ImportDataRow, "kind" | "headings" | "mapping">,
  { seesAll, seesSpecific }: { readonly seesAll: boolean; readonly seesSpecific: boolean },
): readonly string[] {
  const headings = (row.headings ?? []) as readonly string[];
  if (seesAll) return headings;
  const { columns } = row.mapping as {
    readonly columns: readonly { readonly header: string; readonly field: string }[];
  };
  const fields: Readonly<Record<string, ImportFieldDefinition>> = importFields[row.kind];
  return headings.filter((heading) => {
    const field = columns.find(({ header }) => header === heading)?.field ?? "ignore";
    const definition = fields[field];
    return definition !== undefined && (seesSpecific || definition.specific !== true);
  });
}

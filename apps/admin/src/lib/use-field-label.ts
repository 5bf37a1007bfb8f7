import { useLabel } from "./i18n.ts";

/** What a field of a record or a column of a file is called: as the audit trail names it, else as files do. */
export function useFieldLabel(): (field: string) => string {
  const label = useLabel();
  return (field) => {
    const fallbacks = [
      `importField.${field}`,
      `exported.column_${field}`,
      `column.specific.${field}`,
      `column.${field}`,
    ];
    return fallbacks.reduce((found, path) => label(path, found), field);
  };
}

import { Columns3 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import { Menu, MenuToggle } from "../ui/menu.tsx";
import type { Column } from "./data-table.tsx";
import type { ColumnVisibility } from "./use-column-visibility.ts";

interface ColumnMenuProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly visibility: ColumnVisibility;
}

/** The column set of a table; there are no columns on a phone, so there it is absent. */
export function ColumnMenu<Row>({ columns, visibility }: ColumnMenuProps<Row>) {
  const { t } = useTranslation();
  return (
    <Menu
      trigger={
        <Button className="max-md:hidden">
          <Columns3 aria-hidden className="size-4" />
          {t("common.columns")}
        </Button>
      }
    >
      {columns
        .filter((column) => column.hideable)
        .map((column) => (
          <MenuToggle
            key={column.id}
            checked={visibility.state[column.id] ?? true}
            onToggle={(visible) => visibility.toggle(column.id, visible)}
          >
            {column.header}
          </MenuToggle>
        ))}
    </Menu>
  );
}

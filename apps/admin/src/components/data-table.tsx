import { columnVisibilityFeature, createColumnHelper, tableFeatures, useTable } from "@tanstack/react-table";
import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useWide } from "../lib/media.ts";
import { classNames } from "../ui/class-names.ts";
import { ScrollRegion } from "../ui/scroll-region.tsx";
import type { ColumnVisibility } from "./use-column-visibility.ts";

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** The name that the server sorts by. */
  readonly sort?: string;
  /** May be switched off by the reader; `initially: false` starts off. */
  readonly hideable?: boolean;
  readonly initially?: boolean;
  readonly className?: string;
  /** Names the row: spoken with every cell of it. */
  readonly names?: boolean;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly visibility?: ColumnVisibility;
  /** `name`, or `-name` downwards. */
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  readonly actions?: (row: Row) => ReactNode;
  /** How a row looks where there is no room for columns. */
  readonly card: (row: Row) => ReactNode;
  /** Older rows are still shown while the next are loading. */
  readonly dimmed?: boolean;
}

const features = tableFeatures({ columnVisibilityFeature });

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { t } = useTranslation();
  const wide = useWide();
  const { columns, rows, rowKey, visibility, actions } = props;
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return helper.columns(
      columns.map((column) =>
        helper.display({
          id: column.id,
          header: column.header,
          cell: ({ row }) => column.cell(row.original),
          enableHiding: column.hideable ?? false,
        }),
      ),
    );
  }, [columns]);
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowKey,
    state: { columnVisibility: visibility?.state ?? {} },
  });
  const byId = new Map(columns.map((column) => [column.id, column]));

  if (!wide) {
    return (
      <ul aria-label={props.label} aria-busy={props.dimmed} className={classNames(props.dimmed && "opacity-60")}>
        {rows.map((row) => (
          <li key={rowKey(row)} className="flex items-start gap-2 border-line px-4 py-3.5 not-last:border-b">
            <div className="min-w-0 flex-1">{props.card(row)}</div>
            {actions?.(row)}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <ScrollRegion label={props.label} className="overflow-x-auto">
      <table
        aria-busy={props.dimmed}
        className={classNames("w-full border-collapse text-sm", props.dimmed && "opacity-60")}
      >
        <caption className="sr-only">{props.label}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} className="border-b border-line bg-sunken/60">
              {group.headers.map((header) => {
                const column = byId.get(header.column.id);
                return (
                  <th
                    key={header.id}
                    scope="col"
                    {...sortState(column?.sort, props.sort)}
                    className={classNames(
                      "px-4 py-2.5 text-left font-semibold whitespace-nowrap text-ink-soft",
                      column?.className,
                    )}
                  >
                    {column?.sort && props.onSort ? (
                      <SortButton column={column.header} by={column.sort} sort={props.sort} onSort={props.onSort} />
                    ) : (
                      <table.FlexRender header={header} />
                    )}
                  </th>
                );
              })}
              {actions ? (
                <th scope="col" className="w-0 px-4">
                  <span className="sr-only">{t("common.actions")}</span>
                </th>
              ) : null}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} className="border-line not-last:border-b hover:bg-sunken/50">
              {row.getVisibleCells().map((cell) => {
                const column = byId.get(cell.column.id);
                const Cell = column?.names ? "th" : "td";
                return (
                  <Cell
                    key={cell.id}
                    {...(column?.names ? { scope: "row" } : {})}
                    className={classNames("px-4 py-3 text-left align-middle font-normal", column?.className)}
                  >
                    <table.FlexRender cell={cell} />
                  </Cell>
                );
              })}
              {actions ? <td className="px-3 py-1.5 text-right">{actions(row.original)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function sortState(
  by: string | undefined,
  sort: string | undefined,
): { "aria-sort"?: "ascending" | "descending" | "none" } {
  if (!by) return {};
  return { "aria-sort": sort === by ? "ascending" : sort === `-${by}` ? "descending" : "none" };
}

interface SortButtonProps {
  readonly column: string;
  readonly by: string;
  readonly sort: string | undefined;
  readonly onSort: (sort: string) => void;
}

function SortButton({ column, by, sort, onSort }: SortButtonProps) {
  const { t } = useTranslation();
  const up = sort === by;
  const Icon = up ? ArrowUp : sort === `-${by}` ? ArrowDown : ArrowUpDown;
  return (
    <button
      type="button"
      onClick={() => onSort(up ? `-${by}` : by)}
      title={t(up ? "common.sortDescending" : "common.sortAscending", { column })}
      className="-mx-2 inline-flex min-h-8 items-center gap-1.5 rounded-md px-2 hover:bg-sunken hover:text-ink"
    >
      {column}
      <Icon
        aria-hidden
        className={classNames("size-3.5", sort === by || sort === `-${by}` ? "text-primary-ink" : "opacity-60")}
      />
    </button>
  );
}

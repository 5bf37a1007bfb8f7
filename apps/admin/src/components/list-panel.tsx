import type { ReactNode } from "react";
import { Message } from "../ui/message.tsx";
import { Panel } from "../ui/panel.tsx";
import { ColumnMenu } from "./column-menu.tsx";
import { type Column, DataTable } from "./data-table.tsx";
import { FailurePanel } from "./failure-panel.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { FilteredEmpty } from "./filtered-empty.tsx";
import { Pager } from "./pager.tsx";
import { SearchField } from "./search-field.tsx";
import { StaleBanner } from "./stale-banner.tsx";
import { TableSkeleton } from "./table-skeleton.tsx";
import { useColumnVisibility } from "./use-column-visibility.ts";
import { useListAddress } from "./use-list-address.ts";
import { usePaging } from "./use-paging.ts";

interface ListPage<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
  readonly total?: number | undefined;
}

/** The part of a query's state that a list shows. */
interface ListQuery<Row> {
  readonly data: ListPage<Row> | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly isPlaceholderData: boolean;
  readonly isRefetchError: boolean;
  readonly dataUpdatedAt: number;
  readonly refetch: () => unknown;
}

export interface ListPanelProps<Row> {
  /** Under which the reader's choice of columns is kept. */
  readonly name: string;
  readonly label: string;
  readonly query: ListQuery<Row>;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** No field to search in where it is absent. */
  readonly searchLabel?: string;
  /** Parameters of the address that narrow the list, `q` among them. */
  readonly filterNames: readonly string[];
  readonly filters?: ReactNode;
  /** The menu of saved views. */
  readonly views?: ReactNode;
  readonly sort?: string;
  readonly rowActions?: (row: Row) => ReactNode;
  readonly card: (row: Row) => ReactNode;
  /** What stands there before there is any row at all. */
  readonly firstUse: { readonly icon: ReactNode; readonly title: string; readonly body?: string };
  readonly create?: ReactNode;
  /** Between the filters and the rows. */
  readonly notice?: ReactNode;
  readonly skeletonRows?: number;
}

/** A list of the server's: search, filters, columns, sort, pages, and every state that it can be in. */
export function ListPanel<Row extends object>(props: ListPanelProps<Row>) {
  const { query, columns, firstUse } = props;
  const address = useListAddress(props.filterNames);
  const visibility = useColumnVisibility(props.name, columns);
  const paging = usePaging(query.data?.nextCursor ?? null);
  const hideable = columns.some((column) => column.hideable);
  return (
    <>
      {query.data ? <StaleBanner query={query} /> : null}
      <Panel flush>
        {props.searchLabel !== undefined || props.filters ? (
          <FilterBar
            active={address.active}
            onClear={address.clear}
            search={
              props.searchLabel === undefined ? null : (
                <SearchField
                  label={props.searchLabel}
                  value={address.q}
                  onSearch={(value) => address.change({ q: value || undefined })}
                />
              )
            }
            extra={
              <>
                {props.views}
                {hideable ? <ColumnMenu columns={columns} visibility={visibility} /> : null}
              </>
            }
          >
            {props.filters}
          </FilterBar>
        ) : null}
        {query.isPending ? <TableSkeleton rows={props.skeletonRows ?? 8} /> : null}
        {query.isError && !query.data ? <FailurePanel error={query.error} onRetry={() => query.refetch()} /> : null}
        {props.notice}
        {query.data?.items.length === 0 ? (
          address.active > 0 || address.onSecondPage ? (
            <FilteredEmpty onClear={address.clear} />
          ) : (
            <Message icon={firstUse.icon} title={firstUse.title} actions={props.create}>
              {firstUse.body ? <p>{firstUse.body}</p> : null}
            </Message>
          )
        ) : null}
        {query.data && query.data.items.length > 0 ? (
          <>
            <DataTable
              label={props.label}
              columns={columns}
              rows={query.data.items}
              rowKey={props.rowKey}
              visibility={visibility}
              {...(props.sort === undefined ? {} : { sort: props.sort })}
              onSort={(sort) => address.change({ sort })}
              dimmed={query.isPlaceholderData}
              {...(props.rowActions ? { actions: props.rowActions } : {})}
              card={props.card}
            />
            <Pager count={query.data.items.length} total={query.data.total} {...paging} />
          </>
        ) : null}
      </Panel>
    </>
  );
}

import type { ReactNode } from "react";
import { ListPanel, type ListPanelProps } from "./list-panel.tsx";
import { PageHeader } from "./page-header.tsx";

interface ListPageProps<Row> extends ListPanelProps<Row> {
  readonly lead?: ReactNode;
  /** Beside the button that creates. */
  readonly actions?: ReactNode;
  /** Between the heading and the list. */
  readonly above?: ReactNode;
}

/** A page that is one list; `create` stands in its head, and where there is nothing yet. */
export function ListPage<Row extends object>({ lead, actions, above, ...list }: ListPageProps<Row>) {
  return (
    <>
      <PageHeader
        title={list.label}
        lead={lead}
        actions={
          actions || list.create ? (
            <>
              {actions}
              {list.create}
            </>
          ) : null
        }
      />
      {above}
      <ListPanel {...list} />
    </>
  );
}

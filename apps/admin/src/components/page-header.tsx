import type { ReactNode } from "react";

interface PageHeaderProps {
  readonly title: string;
  /** What stands in the tab of the browser, where it differs from the heading. */
  readonly documentTitle?: string;
  readonly lead?: ReactNode;
  readonly before?: ReactNode;
  readonly actions?: ReactNode;
}

/** Heading of a page; the shell moves the focus here after navigation, so that a screen reader says where one is. */
export function PageHeader({ title, documentTitle, lead, before, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <title>{`${documentTitle ?? title} · Gloria`}</title>
      <div className="grid min-w-0 gap-1.5">
        {before}
        <h1 data-page-title tabIndex={-1} className="text-2xl font-extrabold tracking-tight break-words md:text-3xl">
          {title}
        </h1>
        {lead ? <div className="max-w-2xl text-ink-soft">{lead}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </header>
  );
}

import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface PanelProps {
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  readonly flush?: boolean;
  /** Holds a field whose list reaches beyond the sheet. */
  readonly overflowing?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A sheet of paper on the page. */
export function Panel({ title, actions, flush, overflowing, className, children }: PanelProps) {
  return (
    <section
      className={classNames(
        "min-w-0 rounded-card border border-line bg-surface",
        overflowing ? "" : "overflow-clip",
        className,
      )}
    >
      {title ? (
        <div className="flex min-h-14 items-center justify-between gap-3 border-b border-line px-5 py-2">
          <h2 className="text-base font-bold">{title}</h2>
          {actions}
        </div>
      ) : null}
      <div className={flush ? "" : "p-5"}>{children}</div>
    </section>
  );
}

/** Names and values, side by side where there is room. */
export function Facts({ facts }: { readonly facts: readonly { readonly label: string; readonly value: ReactNode }[] }) {
  return (
    <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
      {facts.map((fact) => (
        <div key={fact.label} className="min-w-0">
          <dt className="text-sm text-ink-soft">{fact.label}</dt>
          <dd className="mt-0.5 font-medium break-words">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

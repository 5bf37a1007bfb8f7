import type { ReactNode } from "react";

interface MessageProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** `alert` is read out at once. */
  readonly role?: "alert" | "status";
  readonly headingLevel?: 1 | 2;
}

/** What stands where content would be: nothing yet, nothing found, not allowed, failed. */
export function Message({ icon, title, children, actions, role, headingLevel = 2 }: MessageProps) {
  const Heading = headingLevel === 1 ? "h1" : "h2";
  return (
    <div role={role} className="mx-auto grid max-w-lg justify-items-center gap-3 px-5 py-14 text-center">
      <span
        aria-hidden
        className="grid size-14 place-items-center rounded-full bg-sunken text-primary-ink [&_svg]:size-6"
      >
        {icon}
      </span>
      <Heading {...(headingLevel === 1 ? { "data-page-title": true, tabIndex: -1 } : {})} className="text-lg font-bold">
        {title}
      </Heading>
      {children ? <div className="grid gap-3 text-sm text-ink-soft">{children}</div> : null}
      {actions ? <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}

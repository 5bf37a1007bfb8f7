import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface ScrollRegionProps {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Content that may be larger than its place; what it hides from the eye scrolls with it, not with the page. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  const look = classNames("relative focus-visible:outline-offset-[-2px]", className);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section tabIndex={0} aria-label={label} className={look}>
      {children}
    </section>
  );
}

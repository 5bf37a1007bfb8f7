import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

const looks = {
  primary: "bg-primary text-on-primary hover:bg-primary-hover",
  secondary: "bg-surface text-ink border border-line-strong/60 hover:bg-sunken",
  quiet: "text-ink hover:bg-sunken",
  danger: "bg-danger text-on-danger hover:bg-danger-hover",
  nav: "text-nav-ink hover:bg-nav-raised",
} as const;

export interface ButtonProps extends ComponentProps<"button"> {
  readonly look?: keyof typeof looks;
  /** A square button that holds an icon alone; give it an `aria-label`. */
  readonly square?: boolean;
  readonly busy?: boolean;
  /** Renders the child element (a link) with the look of a button. */
  readonly asChild?: boolean;
}

export function Button({ look = "secondary", square, busy, asChild, className, disabled, ...rest }: ButtonProps) {
  const Component = asChild ? Slot.Root : "button";
  return (
    <Component
      {...(asChild ? {} : { type: rest.type ?? "button", disabled: disabled ?? false })}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      className={classNames(
        "control inline-flex items-center justify-center gap-2 rounded-control text-sm font-semibold whitespace-nowrap",
        "transition-colors disabled:opacity-50 aria-disabled:opacity-60",
        square ? "aspect-square min-w-11 md:pointer-fine:min-w-9" : "px-3.5",
        looks[look],
        className,
      )}
      {...rest}
      {...(busy ? { onClick: undefined, type: "button" as const } : {})}
    />
  );
}

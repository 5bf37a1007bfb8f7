import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { useFieldControl } from "./field.tsx";
import { controlLook } from "./input.tsx";

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

interface SelectProps extends ComponentProps<"select"> {
  readonly options: readonly SelectOption[];
  /** The first entry, whose value is the empty string: "all" in a filter, "choose" in a form. */
  readonly emptyLabel?: string;
}

/** The platform's own list: the best there is for phones, screen readers and type-ahead. */
export function Select({ options, emptyLabel, className, ...rest }: SelectProps) {
  return (
    <span className="relative block">
      <select
        {...useFieldControl()}
        className={classNames(controlLook, "appearance-none truncate pr-9", className)}
        {...rest}
      >
        {emptyLabel === undefined ? null : <option value="">{emptyLabel}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-soft"
      />
    </span>
  );
}

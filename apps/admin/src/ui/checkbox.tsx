import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  readonly label: ReactNode;
}

export function Checkbox({ label, className, ...rest }: CheckboxProps) {
  return (
    <label className={classNames("control inline-flex items-center gap-2.5 text-sm text-ink", className)}>
      <input type="checkbox" className="size-4.5 shrink-0 accent-primary" {...rest} />
      <span>{label}</span>
    </label>
  );
}

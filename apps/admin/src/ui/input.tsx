import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { useFieldControl } from "./field.tsx";

export const controlLook = classNames(
  "control w-full rounded-control border border-line-strong bg-surface px-3 text-base text-ink md:text-sm",
  "placeholder:text-ink-soft disabled:opacity-60 aria-invalid:border-danger",
);

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...useFieldControl()} className={classNames(controlLook, className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...useFieldControl()} className={classNames(controlLook, "py-2", className)} {...rest} />;
}

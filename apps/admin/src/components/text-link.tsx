import { createLink } from "@tanstack/react-router";
import type { ComponentProps } from "react";
import { classNames } from "../ui/class-names.ts";

function TextAnchor({ className, ...rest }: ComponentProps<"a">) {
  return (
    <a
      {...rest}
      className={classNames(
        "inline-flex min-h-6 items-center text-primary-ink underline underline-offset-4",
        className,
      )}
    />
  );
}

/** A link within text or a cell. */
export const TextLink = createLink(TextAnchor);

function NameAnchor({ className, ...rest }: ComponentProps<"a">) {
  return (
    <a
      {...rest}
      className={classNames(
        "inline-flex min-h-6 items-center font-semibold text-ink underline-offset-4 hover:underline",
        className,
      )}
    />
  );
}

/** The name of a row, which leads to its page. */
export const NameLink = createLink(NameAnchor);

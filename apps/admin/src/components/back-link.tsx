import { createLink } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { ComponentProps } from "react";

function BackAnchor({ children, ...rest }: ComponentProps<"a">) {
  return (
    <a
      {...rest}
      className="inline-flex min-h-6 w-fit items-center gap-1.5 text-sm font-semibold text-primary-ink hover:underline"
    >
      <ArrowLeft aria-hidden className="size-4" />
      {children}
    </a>
  );
}

/** From a record to the list it stands in. */
export const BackLink = createLink(BackAnchor);

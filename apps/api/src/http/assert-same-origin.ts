import { AppError } from "@gloria/core";
import type { Context } from "hono";

/** Where a cookie signs in, what changes something must come from our own pages. */
export function assertSameOrigin(c: Context): void {
  const site = c.req.header("sec-fetch-site");
  const origin = c.req.header("origin");
  const same =
    site === undefined
      ? origin !== undefined && URL.canParse(origin) && new URL(origin).host === c.req.header("host")
      : site === "same-origin";
  if (!same) throw new AppError("access.denied", { permission: "same-origin" });
}

import type { BenchData } from "../parts/bench-data.ts";
import { cycled, type Side, send } from "./scenario.ts";

/** Paths of the first `pages` pages of a list, or of as many as there are, by the server's own cursors. */
export async function walkPages(side: Side, path: string, token: string, pages: number): Promise<string[]> {
  const paths = [path];
  while (paths.length < pages) {
    const answer = await send(side, { method: "GET", path: paths.at(-1) ?? path, token }, 200);
    const cursor = nextCursorOf(answer);
    if (cursor === null) break;
    paths.push(`${path}&cursor=${encodeURIComponent(cursor)}`);
  }
  return paths;
}

function nextCursorOf(answer: unknown): string | null {
  const isPage = typeof answer === "object" && answer !== null && "nextCursor" in answer;
  return isPage && typeof answer.nextCursor === "string" ? answer.nextCursor : null;
}

/** The same page, whatever the server's cursors look like. */
export function withoutCursor(answer: unknown): unknown {
  return typeof answer === "object" && answer !== null
    ? { ...answer, nextCursor: nextCursorOf(answer) === null ? null : "there is more" }
    : answer;
}

export function bigTenantToken(data: BenchData, i: number): string {
  return cycled(
    data.administrators.filter(({ tenantId }) => tenantId === data.bigTenantId),
    i,
  ).token;
}

import type { FieldContext, Part, Skeleton } from "./skeleton.ts";

export interface FilledMail {
  readonly templateVersion: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** A skeleton with its values. The same values give the same bytes. @throws Error on a missing value or a bad URL */
export function fillSkeleton(skeleton: Skeleton, values: Readonly<Record<string, string>>): FilledMail {
  return {
    templateVersion: skeleton.version,
    subject: fill(skeleton.subject, values),
    html: fill(skeleton.html, values),
    text: fill(skeleton.text, values),
  };
}

function fill(parts: readonly Part[], values: Readonly<Record<string, string>>): string {
  let filled = "";
  for (const part of parts) {
    if (typeof part === "string") {
      filled += part;
      continue;
    }
    const value = Object.hasOwn(values, part.field) ? values[part.field] : undefined;
    if (value === undefined) throw new Error(`the mail needs a value for "${part.field}"`);
    filled += escapeFor[part.as](value);
  }
  return filled;
}

const escapeFor: Readonly<Record<FieldContext, (value: string) => string>> = {
  text: escapeHtml,
  attribute: escapeHtml,
  url: (value) => escapeHtml(safeUrl(value)),
  plain: (value) => value.replace(/[^\P{Cc}\n\t]/gu, ""),
  header: (value) => value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim(),
};

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A link that runs script or opens a file has no place in a mail, wherever its text came from. */
function safeUrl(value: string): string {
  const url = new URL(value);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new Error(`a mail may not link to ${url.protocol}`);
  return url.toString();
}

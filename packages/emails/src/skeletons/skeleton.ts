/**
 * How a value is written at its place. `text` and `attribute`: HTML-escaped. `url`: an http(s) address, then escaped.
 * `plain`: as it is, without control characters. `header`: on one line.
 */
export type FieldContext = "text" | "attribute" | "url" | "plain" | "header";

/** Fixed words, or a place for a value. */
export type Part = string | { readonly field: string; readonly as: FieldContext };

/** A mail of one language, rendered once with places instead of values. */
export interface Skeleton {
  /** Changes with every change of the words or the markup. */
  readonly version: string;
  readonly subject: readonly Part[];
  readonly html: readonly Part[];
  readonly text: readonly Part[];
}

import { readFileSync } from "node:fs";

/** What `expected.json` says of the demo foundation. */
interface Expected {
  readonly seed: number;
  readonly rows: Readonly<Record<string, number>>;
  readonly demo: {
    readonly people: number;
    readonly users: number;
    readonly byStatus: Readonly<Record<string, number>>;
    readonly deleted: number;
    readonly withoutEmail: number;
    readonly singleNames: number;
    readonly unlinkedEmployees: number;
    readonly employment: Readonly<Record<string, number>>;
  };
  readonly schools: Readonly<Record<string, { readonly people: number; readonly seats: Record<string, number> }>>;
  readonly vacancies: readonly { readonly school: string; readonly seat: string }[];
}

export const expected: Expected = JSON.parse(readFileSync(new URL("./expected.json", import.meta.url), "utf8"));

import type { SavedViewScreen } from "@gloria/contracts";

/** How the address of a list and what the server's list is asked for become each other. */
export interface ListView<Search extends object, State extends object> {
  readonly screen: SavedViewScreen;
  /** What the list is asked for, without the page; anything that the server would not know is left out. */
  readonly stateOf: (search: Search) => State;
  /** The address that asks for it. */
  readonly searchOf: (state: Readonly<Record<string, unknown>>) => Search;
}

/** Both ask the list for the same, in whatever words. */
export function asksTheSame<Search extends object, State extends object>(
  view: ListView<Search, State>,
  search: Search,
  state: Readonly<Record<string, unknown>>,
): boolean {
  return fingerprint(view.stateOf(search)) === fingerprint(view.stateOf(view.searchOf(state)));
}

/** "true" where it is so, else nothing. */
export function flagText(value: unknown): "true" | undefined {
  return value === true ? "true" : undefined;
}

/** "true" or "false" where it is either, else nothing. */
export function eitherText(value: unknown): "true" | "false" | undefined {
  return typeof value === "boolean" ? (value ? "true" : "false") : undefined;
}

function fingerprint(state: object): string {
  return JSON.stringify(Object.entries(state).sort(([a], [b]) => (a < b ? -1 : 1)));
}

import { useNavigate, useSearch } from "@tanstack/react-router";

interface ListAddress {
  /** What is searched for; empty where nothing is. */
  readonly q: string;
  /** How many of the filters are set. */
  readonly active: number;
  readonly onSecondPage: boolean;
  /** Sets or (`undefined`) removes parameters; a cursor belongs to the rows before, so it goes. */
  readonly change: (patch: Readonly<Record<string, string | undefined>>) => void;
  readonly clear: () => void;
}

/** Search, filters and sort of a list, which live in the address. `filters` are the parameters that "clear" removes. */
export function useListAddress(filters: readonly string[]): ListAddress {
  const navigate = useNavigate();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const change = (patch: Readonly<Record<string, string | undefined>>) =>
    void navigate({
      to: ".",
      search: (previous) => ({ ...previous, cursor: undefined, ...patch }),
      resetScroll: false,
    });
  const q = search["q"];
  return {
    q: typeof q === "string" ? q : "",
    active: filters.filter((name) => Boolean(search[name])).length,
    onSecondPage: Boolean(search["cursor"]),
    change,
    clear: () => change(Object.fromEntries(filters.map((name) => [name, undefined]))),
  };
}

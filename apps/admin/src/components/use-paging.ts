import { useLocation, useNavigate, useRouter } from "@tanstack/react-router";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** How many pages of a list were turned to get here. */
    page?: number;
  }
}

interface Paging {
  readonly onFirst: (() => void) | undefined;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

/**
 * Cursor paging through the address. A cursor leads only forward; the page before is the entry before in the
 * browser's history, if one was turned from it.
 */
export function usePaging(nextCursor: string | null): Paging {
  const navigate = useNavigate();
  const router = useRouter();
  const location = useLocation();
  const page = location.state.page ?? 0;
  const turned = "cursor" in location.search && location.search.cursor !== undefined;
  return {
    onFirst: turned
      ? () =>
          void navigate({
            to: ".",
            search: ({ cursor: _cursor, ...rest }) => rest,
          })
      : undefined,
    onPrevious: turned && page > 0 ? () => router.history.back() : undefined,
    onNext: nextCursor
      ? () =>
          void navigate({
            to: ".",
            search: (search) => ({ ...search, cursor: nextCursor }),
            state: { page: page + 1 },
          })
      : undefined,
  };
}

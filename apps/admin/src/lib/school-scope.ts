import { useSearch } from "@tanstack/react-router";

/** The school that the whole app is narrowed to, from `?school=` of the address; null is the whole foundation. */
export function useSchoolScope(): string | null {
  return useSearch({ strict: false, select: (search) => search.school ?? null });
}

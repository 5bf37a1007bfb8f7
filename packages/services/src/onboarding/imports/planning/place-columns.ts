import type { Write } from "./person-effect.ts";
import type { DepartmentRow, PositionRow, SchoolRow } from "./place-effect.ts";
import type { Difference } from "./row-plan.ts";

/** Columns that an import writes, and by which names a difference tells of them. */
export const schoolPaths = {
  code: "code",
  name: "name",
  level: "level",
  npsn: "npsn",
  address: "address",
  city: "city",
  province: "province",
  phone: "phone",
  email: "email",
  timeZone: "timeZone",
} as const satisfies Partial<Record<keyof SchoolRow, string>>;

export const departmentPaths = {
  code: "code",
  name: "name",
  schoolId: "school",
  parentId: "parent",
} as const satisfies Partial<Record<keyof DepartmentRow, string>>;

export const positionPaths = {
  code: "code",
  name: "name",
  level: "level",
  schoolId: "school",
  departmentId: "department",
  headcount: "headcount",
} as const satisfies Partial<Record<keyof PositionRow, string>>;

/** The columns that a write changes, as a difference tells of them; `said` turns ids into codes. */
export function compare<Row_ extends object>(
  { before, after }: Write<Row_>,
  paths: Partial<Record<keyof Row_, string>>,
  said: (key: keyof Row_, value: unknown) => unknown,
): Difference[] {
  return (Object.entries(paths) as [keyof Row_, string][]).flatMap(([key, path]) => {
    const [from, to] = [before?.[key] ?? null, after[key] ?? null];
    if (from === to) return [];
    const text = (value: unknown) => (value === null ? null : (said(key, value) as Difference["to"]));
    return [{ path, from: text(from), to: text(to) }];
  });
}

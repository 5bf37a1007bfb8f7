import type { Locale } from "@gloria/contracts";
import { departments, positions, roles, schools, type TenantTransaction, users } from "@gloria/db";
import { findText } from "@gloria/i18n";
import { and, eq } from "drizzle-orm";
import { columnTitle } from "./column-title.ts";
import type { ExportRequest } from "./read-export-request.ts";

/** Tables whose names stand for ids in a filter. */
const named = { schoolId: schools, positionId: positions, departmentId: departments, roleId: roles, userId: users };

/** What the rows are filtered by, as one line for a person; null when by nothing. */
export async function describeFilter(
  tx: TenantTransaction,
  locale: Locale,
  filter: ExportRequest["filter"],
): Promise<string | null> {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(filter)) {
    if (key === "sort" || (key === "deleted" && value === false)) continue;
    const label = findText(locale, `exported.filter_${key}`) ?? columnTitle(locale, key) ?? key;
    parts.push(`${label}: ${await wordOf(tx, locale, key, value)}`);
  }
  return parts.length === 0 ? null : parts.join("; ");
}

async function wordOf(
  tx: TenantTransaction,
  locale: Locale,
  key: string,
  value: string | number | boolean,
): Promise<string> {
  if (typeof value === "boolean") return findText(locale, value ? "exported.yes" : "exported.no") ?? String(value);
  const text = String(value);
  const table = Object.hasOwn(named, key) ? named[key as keyof typeof named] : null;
  if (table === null || !/^[0-9a-f-]{36}$/i.test(text)) return findText(locale, `enumeration.${key}.${text}`) ?? text;
  const [row] = await tx.db
    .select({ name: table.name })
    .from(table)
    .where(and(eq(table.tenantId, tx.tenantId), eq(table.id, text)));
  return row?.name ?? text;
}

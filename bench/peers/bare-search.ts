import { createHash } from "node:crypto";

/** What a search means: every word begins a word of the folded text; as a condition with literals on `gloria.users u`. */
export function searchConditions(tenantId: string, q: string, after: readonly [string, string] | null): string {
  const words = wordsOf(q);
  if (words.length === 0) return "false";
  const tenantMark = createHash("md5").update(tenantId).digest("hex").slice(0, 6);
  const grams = [...new Set(words.flatMap(prefixGrams))].map((gram) => `"${tenantMark}${gram}"`);
  return [
    `u.tenant_id = ${literal(tenantId)} and u.deleted_at is null`,
    ...(grams.length === 0
      ? []
      : [`gloria.tenant_grams(u.tenant_id, u.search_text) @> ${literal(`{${grams.join(",")}}`)}::text[]`]),
    ...words.map((word) => `u.search_text like ${literal(`% ${word.replaceAll(/[\\_%]/g, "\\$&")}%`)}`),
    ...(after === null ? [] : [`(u.sort_name, u.id) > (${literal(after[0])}, ${literal(after[1])}::uuid)`]),
  ].join(" and ");
}

function wordsOf(q: string): string[] {
  return q
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[\s!-/:-@[-`{-~]+/)
    .filter((word) => word !== "");
}

/** Trigrams of every text that has a word beginning with `word`. */
function prefixGrams(word: string): string[] {
  return Array.from(word, (_, n) => `  ${word}`.slice(n, n + 3)).filter((gram) => /^[ \p{L}\p{N}]+$/u.test(gram));
}

function literal(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes("\\") ? `E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}

/** Twenty places, as many of them full as there are rows done; none where the end is not known. */
export function progressBar(rows: number, total: number | null): string {
  if (total === null || total === 0) return "";
  const full = Math.min(20, Math.floor((rows / total) * 20));
  return `[${"#".repeat(full)}${".".repeat(20 - full)}]`;
}

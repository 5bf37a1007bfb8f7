/** What of a header counts: letters and digits, without accents, hints in brackets and a star for "required". */
export function headerKey(header: string): string {
  return header
    .replaceAll(/\([^)]*\)|\[[^\]]*\]/g, "")
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "");
}

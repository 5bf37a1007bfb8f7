/**
 * `Content-Disposition` of a download, RFC 6266: a plain name for old clients, the real one beside it. Control
 * characters, quotes and what a file system gives a meaning are left out of the plain one.
 */
export function attachmentHeader(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/[^\x20-\x7e]/g, "")
    .replaceAll(/["\\/:*?<>|%;]/g, "_")
    .trim();
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain === "" ? "file" : plain}"; filename*=UTF-8''${encoded}`;
}

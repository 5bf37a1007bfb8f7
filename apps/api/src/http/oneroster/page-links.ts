/** The `Link` header of a page by `limit` and `offset`: first and last, and what lies before and after, if there is any. */
export function pageLinks(
  url: URL,
  { limit, offset }: { readonly limit: number; readonly offset: number },
  total: number,
): string {
  const at = (place: number, rel: string): string => {
    const target = new URL(url);
    target.searchParams.set("limit", String(limit));
    target.searchParams.set("offset", String(place));
    return `<${target}>; rel="${rel}"`;
  };
  const last = Math.max(0, Math.ceil(total / limit) - 1) * limit;
  return [
    ...(offset + limit < total ? [at(offset + limit, "next")] : []),
    ...(offset > 0 ? [at(Math.max(0, offset - limit), "prev")] : []),
    at(0, "first"),
    at(last, "last"),
  ].join(", ");
}

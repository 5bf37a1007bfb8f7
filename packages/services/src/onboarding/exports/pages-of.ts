interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/**
 * All pages of a list, one after the other, by its own cursors. Each page is read as of its own moment, with the rights
 * of that moment: whoever loses them meanwhile gets no further page.
 */
export async function* pagesOf<Item>(
  list: (place: { cursor?: string; limit: number }) => Promise<Page<Item>>,
): AsyncGenerator<readonly Item[]> {
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await list(cursor === null ? { limit: 200 } : { limit: 200, cursor });
    if (page.items.length > 0) yield page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

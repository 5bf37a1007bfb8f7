import { type AppError, isAppError } from "@gloria/core";

/**
 * Does work on many items at once; where together they would lose the last administrator, halves are
 * tried, down to the one item that is at fault.
 *
 * @param work all of the items or none; told how many were done with before them
 * @param refuse one item that cannot be done
 */
export async function halving<Item>(
  items: readonly Item[],
  done: number,
  work: (items: readonly Item[], done: number) => Promise<void>,
  refuse: (item: Item, done: number, error: AppError) => Promise<void>,
): Promise<void> {
  try {
    await work(items, done);
  } catch (error) {
    if (!isAppError(error, "access.last_administrator")) throw error;
    const [first] = items;
    if (first === undefined) throw error;
    if (items.length === 1) {
      await refuse(first, done, error);
      return;
    }
    const middle = items.length >> 1;
    await halving(items.slice(0, middle), done, work, refuse);
    await halving(items.slice(middle), done + middle, work, refuse);
  }
}

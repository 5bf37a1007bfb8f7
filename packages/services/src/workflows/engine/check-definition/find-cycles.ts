/**
 * The groups of numbers that lead to each other in circles (strongly connected components with a way in them), each in
 * ascending order. By Tarjan, without recursion: its depth would be that of the definition.
 */
export function findCycles(next: readonly (readonly number[])[]): number[][] {
  const order = new Map<number, number>();
  const low = new Map<number, number>();
  const stack: number[] = [];
  const isOpen = new Set<number>();
  const cycles: number[][] = [];

  const lower = (number: number, to: number) => low.set(number, Math.min(low.get(number) ?? to, to));
  const enter = (number: number) => {
    order.set(number, order.size);
    lower(number, order.size - 1);
    stack.push(number);
    isOpen.add(number);
    return { number, rest: (next[number] ?? []).values() };
  };
  const close = (number: number) => {
    const group = stack.splice(stack.lastIndexOf(number));
    for (const member of group) isOpen.delete(member);
    if (group.length > 1 || next[number]?.includes(number) === true) cycles.push(group.sort((a, b) => a - b));
  };

  for (let root = 0; root < next.length; root++) {
    if (order.has(root)) continue;
    const path = [enter(root)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { number, rest } = top;
      const { done, value: target } = rest.next();
      if (done === true) {
        path.pop();
        const lowest = low.get(number) ?? 0;
        if (lowest === order.get(number)) close(number);
        const before = path.at(-1);
        if (before !== undefined) lower(before.number, lowest);
      } else if (!order.has(target)) path.push(enter(target));
      else if (isOpen.has(target)) lower(number, order.get(target) ?? 0);
    }
  }
  return cycles;
}

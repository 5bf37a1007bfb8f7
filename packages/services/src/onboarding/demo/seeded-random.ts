import { createHash } from "node:crypto";

/** A source of chance that gives the same answers for the same seed and stream, on every machine. */
export interface SeededRandom {
  /** 0 ≤ n < 1. */
  next(): number;
  /** An integer, both ends included. */
  between(low: number, high: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** Each item as likely as its weight. */
  weighted<Item>(items: readonly (readonly [Item, number])[]): Item;
  /** A shuffled copy. */
  shuffle<Item>(items: readonly Item[]): Item[];
  /** `count` decimal digits. */
  digits(count: number): string;
  /** A UUIDv7 of that instant (milliseconds since 1970 UTC) whose random bits come from here. */
  id(atMs: number): string;
}

/**
 * Streams keep parts of the data independent: a draw more in one of them leaves the others as they are.
 * The generator is sfc32 (C. Doty-Humphrey, PractRand), its state the SHA-256 of seed and stream.
 */
export function createSeededRandom(seed: number, stream: string): SeededRandom {
  const digest = createHash("sha256").update(`${seed}/${stream}`).digest();
  let a = digest.readInt32LE(0);
  let b = digest.readInt32LE(4);
  let c = digest.readInt32LE(8);
  let counter = digest.readInt32LE(12);

  function word(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  const next = () => word() / 2 ** 32;
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));

  return {
    next,
    between,
    pick(items) {
      return items[between(0, items.length - 1)] ?? items[0];
    },
    weighted(items) {
      const total = items.reduce((sum, [, weight]) => sum + weight, 0);
      let rest = next() * total;
      for (const [item, weight] of items) {
        rest -= weight;
        if (rest < 0) return item;
      }
      throw new RangeError("weighted needs at least one item of positive weight");
    },
    shuffle(items) {
      const keyed = items.map((item) => [next(), item] as const);
      return keyed.sort(([left], [right]) => left - right).map(([, item]) => item);
    },
    digits(count) {
      return Array.from({ length: count }, () => between(0, 9)).join("");
    },
    id(atMs) {
      const time = atMs.toString(16).padStart(12, "0");
      const bits = [word(), word(), word()].map((part) => part.toString(16).padStart(8, "0")).join("");
      const variant = ((Number.parseInt(bits.slice(3, 4), 16) & 0x3) | 0x8).toString(16);
      return `${time.slice(0, 8)}-${time.slice(8)}-7${bits.slice(0, 3)}-${variant}${bits.slice(4, 7)}-${bits.slice(7, 19)}`;
    },
  };
}

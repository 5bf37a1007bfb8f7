import { setTimeout as delay } from "node:timers/promises";
import type { RevocableRight } from "./revocable-right.ts";

export interface RaceTally {
  checks: number;
  /** Those that began after a change had been committed and were answered before the next one began. */
  judged: number;
  /** Of all of them. */
  allowed: number;
  grants: number;
  revokes: number;
  /** Allowed although the check began after the revocation was committed. */
  staleAllows: number;
  /** Refused although the check began after the grant was committed. */
  staleDenials: number;
}

export interface RaceOptions {
  readonly rights: readonly RevocableRight[];
  readonly seconds: number;
  /** Whether the person may, asked of the process of this number. */
  readonly ask: (process: number, right: RevocableRight) => Promise<boolean>;
  readonly processes: number;
  /** Goes on until this says so, {@link mostExtraMs} longer at most. */
  readonly mayEnd?: () => boolean;
  /** Ends early when this says so. */
  readonly isEnough?: (tally: RaceTally) => boolean;
}

const mostExtraMs = 60_000;

/** Judged answers of each process that a change waits for, so that no cache is cold when the next one comes. */
const judgedPerTurn = 2;

/** Gives and takes rights while every process is asked about them without pause; one tally for each right. */
export async function staleRace(options: RaceOptions): Promise<Map<string, RaceTally>> {
  const until = performance.now() + options.seconds * 1000;
  const lanes = options.rights.map((right) => new Lane(right, options, until));
  await Promise.all(lanes.map((lane) => lane.run()));
  return new Map(lanes.map(({ right, tally }) => [right.name, tally]));
}

/** All of it together, for a line of output. */
export function sumOf(tallies: Iterable<RaceTally>): RaceTally {
  const sum: RaceTally = { checks: 0, judged: 0, allowed: 0, grants: 0, revokes: 0, staleAllows: 0, staleDenials: 0 };
  for (const tally of tallies) {
    for (const key of Object.keys(sum) as (keyof RaceTally)[]) sum[key] += tally[key];
  }
  return sum;
}

class Lane {
  readonly right: RevocableRight;
  readonly tally = sumOf([]);
  readonly #options: RaceOptions;
  readonly #until: number;
  /** What every check must be answered that begins now; null while a change is under way. */
  #truth: boolean | null = null;
  #turn = 0;
  #judged: number[] = [];
  #wake: () => void = () => {};

  constructor(right: RevocableRight, options: RaceOptions, until: number) {
    this.right = right;
    this.#options = options;
    this.#until = until;
  }

  async run(): Promise<void> {
    const askers = Array.from({ length: this.#options.processes }, (_, process) => this.#check(process));
    await Promise.all([this.#change(), Promise.all(askers).then(() => this.#wake())]);
  }

  get #isOver(): boolean {
    if (this.#options.isEnough?.(this.tally) === true) return true;
    const now = performance.now();
    if (now < this.#until) return false;
    // A busy machine may need longer for one right to come and go than all of it should last.
    const hasSeenBoth = this.tally.revokes > 0 && this.tally.allowed > 0;
    return (hasSeenBoth && this.#options.mayEnd?.() !== false) || now > this.#until + mostExtraMs;
  }

  async #check(process: number): Promise<void> {
    while (!this.#isOver) {
      const [turn, truth] = [this.#turn, this.#truth];
      const allowed = await this.#options.ask(process, this.right);
      this.tally.checks += 1;
      if (allowed) this.tally.allowed += 1;
      // A change that was not committed when this check began, or began meanwhile, allows either answer.
      if (truth === null || turn !== this.#turn) continue;
      this.tally.judged += 1;
      if (allowed && !truth) this.tally.staleAllows += 1;
      if (!allowed && truth) this.tally.staleDenials += 1;
      this.#judged[process] = (this.#judged[process] ?? 0) + 1;
      if (this.#isSeenByAll) this.#wake();
    }
  }

  async #change(): Promise<void> {
    while (!this.#isOver) {
      this.#begin();
      const endsAt = await this.right.give();
      this.tally.grants += 1;
      // One that ends by itself may end before a check is answered: of that nothing is known until it has ended.
      this.#settle(endsAt === null ? true : null);
      if (endsAt === null) {
        await this.#seenByAll();
        this.#begin();
        await this.right.take();
      } else {
        await delay(Math.max(0, endsAt - Date.now()));
        // A timer may come a little early.
        while (Date.now() < endsAt) await delay(1);
      }
      this.tally.revokes += 1;
      this.#settle(false);
      await this.#seenByAll();
    }
  }

  #begin(): void {
    this.#turn += 1;
    this.#truth = null;
  }

  #settle(truth: boolean | null): void {
    this.#turn += 1;
    this.#truth = truth;
    this.#judged = [];
  }

  get #isSeenByAll(): boolean {
    const processes = Array.from({ length: this.#options.processes }, (_, n) => this.#judged[n] ?? 0);
    return processes.every((judged) => judged >= judgedPerTurn);
  }

  async #seenByAll(): Promise<void> {
    // After the end no check comes that would wake anybody.
    if (this.#isOver || this.#isSeenByAll) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }
}

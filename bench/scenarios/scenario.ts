import type { PlannedRequest } from "../load/load-protocol.ts";
import type { BenchData } from "../parts/bench-data.ts";

/** One of the two servers compared. */
export interface Side {
  readonly label: string;
  readonly url: string;
  readonly pid: number;
}

export interface ScenarioContext {
  readonly data: BenchData;
  readonly ours: Side;
  readonly theirs: Side;
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** The least share of the peer's requests a second. */
  readonly goal: number;
  readonly peer: "bare" | "uncached";
  readonly expectedStatus: number;
  /** Cursors are each server's own, so each gets requests of its own for the same pages. */
  requestsFor(side: Side, context: ScenarioContext): Promise<readonly PlannedRequest[]>;
  /** What must be equal in both answers to the same request; null where the answers as they are. */
  comparable(answer: unknown): unknown;
  /** Takes out what the requests have written. */
  readonly cleans: boolean;
}

/** The answer's body. @throws Error with the body when the status is another */
export async function send(side: Side, request: PlannedRequest, expectedStatus: number): Promise<unknown> {
  const response = await fetch(`${side.url}${request.path}`, {
    method: request.method,
    headers: {
      authorization: `Bearer ${request.token}`,
      ...(request.body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  const text = await response.text();
  if (response.status !== expectedStatus) {
    throw new Error(
      `${side.label}: ${request.method} ${request.path} answered ${response.status}: ${text.slice(0, 500)}`,
    );
  }
  return JSON.parse(text);
}

/** The i-th of a cycle. */
export function cycled<Item>(items: readonly Item[], i: number): Item {
  const item = items[i % items.length];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
}

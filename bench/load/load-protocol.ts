/** One request of a plan. `%N%` in the body becomes a number that no other request has. */
export interface PlannedRequest {
  readonly method: "GET" | "POST";
  /** Path and query. */
  readonly path: string;
  readonly token: string;
  readonly body?: string;
}

export interface Plan {
  readonly port: number;
  readonly requests: readonly PlannedRequest[];
  readonly expectedStatus: number;
}

/** `closed`: so many at once, each as soon as its predecessor is answered. `open`: so many a second, come what may. */
export type LoadMode =
  | { readonly kind: "closed"; readonly connections: number }
  | { readonly kind: "open"; readonly perSecond: number };

export interface LoadResult {
  /** Answered as expected within the time. */
  readonly completed: number;
  /** Answered as expected, those under way at the end included. */
  readonly answered: number;
  readonly failed: number;
  readonly firstFailure: string | null;
  readonly perSecond: number;
  /** Milliseconds; in open mode from the moment when the request was due. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export type LoadCommand =
  | { readonly type: "plan"; readonly name: string; readonly plan: Plan }
  | { readonly type: "run"; readonly plan: string; readonly mode: LoadMode; readonly seconds: number };

export type LoadReply =
  | { readonly type: "planned" }
  | { readonly type: "result"; readonly result: LoadResult }
  | { readonly type: "error"; readonly message: string };

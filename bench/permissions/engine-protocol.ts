export type EngineCommand =
  | { readonly type: "prepare" }
  | { readonly type: "round"; readonly seconds: number }
  | { readonly type: "close" };

export interface EngineRound {
  readonly checks: number;
  readonly wallMs: number;
  /** Of the process itself, and of the one that works for it. */
  readonly cpuMs: number;
  /** Answers that are not the oracle's. */
  readonly wrong: number;
  readonly allowed: number;
}

export type EngineReply =
  /** What the heap has grown by for each user whom the engine keeps; null for one that keeps none. */
  | { readonly type: "prepared"; readonly bytesPerUser: number | null }
  | { readonly type: "round"; readonly round: EngineRound }
  | { readonly type: "closed" }
  | { readonly type: "error"; readonly message: string };

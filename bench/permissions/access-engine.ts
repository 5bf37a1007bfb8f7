import type { AccessScenario, ScenarioQuery } from "./access-scenario.ts";

/** What answers the questions of the scenario, made ready. */
export interface AccessEngine {
  ask(query: ScenarioQuery): boolean | Promise<boolean>;
  /** What it keeps of each user from check to check, if it keeps anything: how many of them. */
  readonly keptUsers?: number;
  /** It is asked the first so many questions again and again; all of them when left out. */
  readonly questions?: number;
  /** A process that does the work for it, whose CPU time counts. */
  readonly servantPid?: number;
  close?(): Promise<void>;
}

export interface EngineContext {
  readonly scenario: AccessScenario;
  /** Loads a module of those that the bench has installed. */
  readonly peer: (name: string) => unknown;
  /** For files; the engine's own. */
  readonly folder: string;
}

export type PrepareEngine = (context: EngineContext) => AccessEngine | Promise<AccessEngine>;

/** The places of the list; for engines that want names of things. */
export function named<Item>(items: readonly Item[], n: number): Item {
  const item = items[n];
  if (item === undefined) throw new Error(`there is no number ${n}`);
  return item;
}

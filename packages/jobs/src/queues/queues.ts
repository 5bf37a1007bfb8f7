import type { Logger } from "@gloria/core";
import type { Queue } from "bullmq";
import type { JobName, JobPayload, JobToAdd } from "../catalogue/job-catalogue.ts";
import type { Lane } from "../catalogue/job-definition.ts";

export type QueueBackend = "postgres" | "redis";

/** How many jobs of a lane one process runs at a time. */
export type LaneConcurrency = Readonly<Record<Lane, number>>;

/** A run of one job. Throwing fails the run; whether it is tried again is decided by the error's family. */
export interface JobRun {
  readonly id: string;
  readonly name: string;
  /** As it came out of the queue; not yet parsed. */
  readonly payload: unknown;
  /** 1 for the first run. */
  readonly attempt: number;
  /** Aborted when the process is about to end. */
  readonly signal: AbortSignal;
}

export interface StartWorkersOptions {
  readonly run: (job: JobRun) => Promise<void>;
  /** Whether a failed run is worth another one. */
  readonly mayRetry: (error: unknown) => boolean;
  readonly concurrency: LaneConcurrency;
  readonly logger: Logger;
}

export interface LaneWorkers {
  /** Takes no more jobs, waits for the running ones at most this long, then lets go of them. */
  close(graceMs: number): Promise<void>;
}

export interface LaneCounts {
  readonly lane: Lane;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
  readonly completed: number;
}

/** The queues of this installation, on either backend. */
export interface Queues {
  readonly backend: QueueBackend;
  /** The queues themselves, for the dashboard; {@link add} is the way to use them. */
  readonly boards: readonly Queue[];
  /** Adds jobs, one round trip a lane. A job whose id is known is left alone. */
  add(jobs: readonly JobToAdd[]): Promise<void>;
  /** Repeats a job on a cron pattern (UTC). The same key again replaces the schedule. */
  schedule<Name extends JobName>(key: string, name: Name, payload: JobPayload<Name>, cron: string): Promise<void>;
  startWorkers(options: StartWorkersOptions): Promise<LaneWorkers>;
  counts(): Promise<LaneCounts[]>;
  close(): Promise<void>;
}

import type { Logger } from "@gloria/core";
import { createPostgresBackend, createRedisBackend, type PgPool, withBackend } from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";
import { lanes } from "../catalogue/job-definition.ts";
import { queueSchema } from "./migrate-queue.ts";
import { openLanes } from "./open-lanes.ts";
import type { Queues } from "./queues.ts";

export interface OpenQueuesOptions {
  /** Sign-in of the queue role. */
  readonly queueUrl: string;
  /** Given: the queues live in Redis, and the database is not touched for them. */
  readonly redisUrl?: string | null | undefined;
  /** Keeps installations apart that share a Redis. Default `gloria`. */
  readonly redisPrefix?: string | undefined;
  readonly logger: Logger;
}

/** Workers of a lane need a connection each to listen on; the rest is for statements. */
const poolSize = lanes.length + 4;

/** Opens the queues on Redis when it is there, else on PostgreSQL; returns when they answer. */
export async function openQueues(options: OpenQueuesOptions): Promise<Queues> {
  return options.redisUrl == null ? openOnPostgres(options) : openOnRedis(options.redisUrl, options);
}

async function openOnPostgres({ queueUrl, logger }: OpenQueuesOptions): Promise<Queues> {
  const pool = new pg.Pool({
    ...withSearchPath(queueUrl),
    max: poolSize,
    keepAlive: true,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    application_name: "gloria-queue",
  });
  // BullMQ adds a listener for every queue and worker to the one pool.
  pool.setMaxListeners(4 * lanes.length + 4);
  // BullMQ describes the pool by an interface of its own, which pg's typings do not quite meet.
  const shared = pool as unknown as PgPool;
  try {
    return await openLanes({
      backend: "postgres",
      classes: withBackend(createPostgresBackend),
      producer: shared,
      consumer: shared,
      prefix: undefined,
      // Jobs are announced by NOTIFY and delayed ones end the wait themselves: an idle worker need not ask.
      idleWaitSeconds: 600,
      // Three lanes look: with the relay's one statement a second it stays at one.
      stalledCheckMs: 240_000,
      logger,
      disconnect: () => pool.end(),
    });
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** An `options` in the URL would replace ours: both are kept. */
function withSearchPath(queueUrl: string): { connectionString: string; options: string } {
  const url = new URL(queueUrl);
  const own = url.searchParams.get("options");
  url.searchParams.delete("options");
  const searchPath = `-c search_path=${queueSchema}`;
  return { connectionString: url.toString(), options: own === null ? searchPath : `${own} ${searchPath}` };
}

async function openOnRedis(redisUrl: string, { redisPrefix, logger }: OpenQueuesOptions): Promise<Queues> {
  // A producer must fail while Redis is away, so that the row stays unpublished; a consumer must wait for it.
  const producer = new Redis(redisUrl, { maxRetriesPerRequest: 1, commandTimeout: 5_000, connectionName: "gloria" });
  const consumer = new Redis(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true, connectionName: "gloria" });
  for (const client of [producer, consumer]) {
    client.on("error", (error) => logger.warn({ err: error }, "redis connection failed"));
  }
  const disconnect = async () => {
    producer.disconnect();
    consumer.disconnect();
  };
  try {
    return await openLanes({
      backend: "redis",
      classes: withBackend(createRedisBackend),
      producer,
      consumer,
      prefix: redisPrefix ?? "gloria",
      idleWaitSeconds: 10,
      stalledCheckMs: 30_000,
      logger,
      disconnect,
    });
  } catch (error) {
    await disconnect();
    throw error;
  }
}

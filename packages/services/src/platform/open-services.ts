import { type Clock, createFieldCrypto, type KeyRing, type Logger, systemClock } from "@gloria/core";
import { assertBoundRole, connect } from "@gloria/db";
import { openRedisFacts, Permissions } from "@gloria/permissions";
import type { Services } from "./services.ts";

export interface OpenServicesOptions {
  /** Name under which the connections show in the database. */
  readonly name: string;
  readonly appUrl: string;
  readonly systemUrl: string;
  /** Connections of the request role at most. */
  readonly maxConnections: number;
  readonly publicUrl: string;
  /** Bound of the permission cache, in bytes. */
  readonly cacheBytes: number;
  /** Given: processes share there what they have read about permissions. */
  readonly redisUrl?: string | null | undefined;
  /** Throw on a check of a permission that does not exist; on everywhere but in production. */
  readonly strict: boolean;
  /** By which specific personal data is encrypted; the same in every process of an installation. */
  readonly keyRing: KeyRing;
  readonly logger: Logger;
  readonly clock?: Clock;
}

export interface OpenServices extends Services {
  close(): Promise<void>;
}

/** Connects a process. Refuses roles that row security does not bind. */
export async function openServices(options: OpenServicesOptions): Promise<OpenServices> {
  const app = connect({ url: options.appUrl, max: options.maxConnections, name: options.name });
  const system = connect({ url: options.systemUrl, max: 2, name: `${options.name}-system` });
  const clock = options.clock ?? systemClock;
  const { redisUrl, logger } = options;
  const store = redisUrl == null ? null : await openRedisFacts(redisUrl, clock, logger);
  const close = async () => {
    store?.close();
    await Promise.all([app.close(), system.close()]);
  };
  try {
    await Promise.all([assertBoundRole(app.sql), assertBoundRole(system.sql)]);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    app,
    system,
    permissions: new Permissions({ maxBytes: options.cacheBytes, strict: options.strict, store }),
    fieldCrypto: createFieldCrypto(options.keyRing),
    clock,
    logger,
    publicUrl: options.publicUrl,
    close,
  };
}

import { createFieldCrypto, generateKeyRing, parseKeyRing, silentLogger, systemClock } from "@gloria/core";
import { Permissions } from "@gloria/permissions";
import type { Services } from "@gloria/services";
import type { TestDatabase } from "./test-database.ts";

/** What verbs work with, over a test database. */
export function testServices(database: TestDatabase): Services {
  return {
    app: database.app,
    system: database.system,
    permissions: new Permissions({ maxBytes: 4_000_000, strict: true }),
    fieldCrypto: createFieldCrypto(parseKeyRing(generateKeyRing())),
    clock: systemClock,
    logger: silentLogger,
    publicUrl: "http://127.0.0.1:3000",
  };
}

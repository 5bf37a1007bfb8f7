import { connect, type Database } from "@gloria/db";
import type { TestDatabase } from "./test-database.ts";

/** Connects as the owner, for what fills a whole database; whoever opens it closes it. */
export function openOwner(database: TestDatabase): Database {
  return connect({ url: database.urls.owner, max: 2, name: "test-owner" });
}

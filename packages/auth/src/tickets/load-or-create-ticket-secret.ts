import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createPrivateFile } from "@gloria/core";

/** The 32 bytes in `<home>/ticket-secret` that sign tickets and cookies, made when missing; the same for every process. */
export async function loadOrCreateTicketSecret(home: string): Promise<Uint8Array> {
  const path = join(home, "ticket-secret");
  await createPrivateFile(path, randomBytes(32));
  return readFile(path);
}

import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { chooseApiPort } from "./choose-api-port.ts";

const host = "127.0.0.1";
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
  }
});

async function takenPort(): Promise<number> {
  const server = createServer().listen(0, host);
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

describe("chooseApiPort", () => {
  it("leaves 0 to the system", async () => {
    expect(await chooseApiPort({ host, port: 0, portIsExplicit: true })).toBe(0);
  });

  it("goes on to the next free port when the default is taken", async () => {
    const taken = await takenPort();
    expect(await chooseApiPort({ host, port: taken, portIsExplicit: false })).toBeGreaterThan(taken);
  });

  it("refuses a taken port that was asked for", async () => {
    const taken = await takenPort();
    await expect(chooseApiPort({ host, port: taken, portIsExplicit: true })).rejects.toMatchObject({
      what: expect.stringContaining(String(taken)),
      why: "Another program listens there.",
    });
  });

  it("says that an address is not one of this machine", async () => {
    await expect(chooseApiPort({ host: "192.0.2.1", port: 3000, portIsExplicit: false })).rejects.toMatchObject({
      fix: expect.stringContaining("--host"),
    });
  });
});

import { spawn } from "node:child_process";
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadOrCreateIssuerKey } from "./load-or-create-issuer-key.ts";

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "gloria-auth-"));
});

afterEach(async () => {
  await rm(home, { recursive: true });
});

function publicPem(privateKey: Parameters<typeof createPublicKey>[0]): string {
  return createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString();
}

const keyFile = () => join(home, "issuer-key.pem");

describe("loadOrCreateIssuerKey", () => {
  it("makes a private RSA-2048 key once and reads it afterwards", async () => {
    const key = await loadOrCreateIssuerKey(home);
    expect(key.asymmetricKeyDetails).toEqual({ modulusLength: 2048, publicExponent: 65537n });
    expect((await stat(keyFile())).mode & 0o777).toBe(0o600);
    expect(await readdir(home)).toEqual(["issuer-key.pem"]);
    const before = await readFile(keyFile(), "utf8");
    expect(publicPem(await loadOrCreateIssuerKey(home))).toBe(publicPem(key));
    expect(await readFile(keyFile(), "utf8")).toBe(before);
  });

  it("makes the home when it is missing", async () => {
    const key = await loadOrCreateIssuerKey(join(home, "deep", "er"));
    expect(key.type).toBe("private");
  });

  it("agrees with itself when called many times at once", async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadOrCreateIssuerKey(home)));
    expect(new Set(keys.map((key) => publicPem(key))).size).toBe(1);
    expect(await readdir(home)).toEqual(["issuer-key.pem"]);
  });

  it("agrees among processes that start at the same moment", async () => {
    const started = await Promise.all([startKeyProcess(), startKeyProcess(), startKeyProcess()]);
    const pems = await Promise.all(started.map((child) => child.load()));
    expect(new Set(pems).size).toBe(1);
    expect(pems[0]).toBe(publicPem(await loadOrCreateIssuerKey(home)));
    expect(await readdir(home)).toEqual(["issuer-key.pem"]);
  }, 60_000);

  it("refuses a key that others may read, with the remedy", async () => {
    await loadOrCreateIssuerKey(home);
    await chmod(keyFile(), 0o640);
    await expect(loadOrCreateIssuerKey(home)).rejects.toThrow(`chmod 600 ${keyFile()}`);
  });

  it("refuses a broken key file and leaves it alone", async () => {
    await writeFile(keyFile(), "-----BEGIN PRIVATE KEY-----\n", { mode: 0o600 });
    await expect(loadOrCreateIssuerKey(home)).rejects.toThrow(`Delete ${keyFile()}`);
    expect(await readFile(keyFile(), "utf8")).toBe("-----BEGIN PRIVATE KEY-----\n");
  });

  it.each([
    ["a weaker key", () => generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey],
    ["another exponent", () => generateKeyPairSync("rsa", { modulusLength: 2048, publicExponent: 3 }).privateKey],
    ["another kind of key", () => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey],
    ["a key without details", () => generateKeyPairSync("ed25519").privateKey],
  ])("refuses %s", async (_case, make) => {
    await writeFile(keyFile(), make().export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    await expect(loadOrCreateIssuerKey(home)).rejects.toThrow("RSA key of 2048 bits");
  });

  it("passes on what it cannot handle", async () => {
    await writeFile(join(home, "file"), "");
    await expect(loadOrCreateIssuerKey(join(home, "file"))).rejects.toThrow("ENOTDIR");
  });
});

/** A process of its own that is ready to load, waits for the word, and prints the public key it got. */
async function startKeyProcess() {
  const source = `
    import { createPublicKey } from "node:crypto";
    import { loadOrCreateIssuerKey } from ${JSON.stringify(new URL("./load-or-create-issuer-key.ts", import.meta.url).href)};
    process.stdout.write("ready\\n");
    await new Promise((go) => process.stdin.once("data", go));
    const key = await loadOrCreateIssuerKey(${JSON.stringify(home)});
    process.stdout.write(JSON.stringify(createPublicKey(key).export({ type: "spki", format: "pem" })) + "\\n");
    process.exit();
  `;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", source], {
    cwd: new URL(".", import.meta.url),
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe("ready");
  return {
    async load(): Promise<string> {
      const exit = once(child, "exit");
      child.stdin.write("go\n");
      const { value } = await lines.next();
      expect(await exit).toEqual([0, null]);
      return JSON.parse(String(value));
    },
  };
}

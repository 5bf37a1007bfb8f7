import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadKeyRing } from "./load-key-ring.ts";
import { generateKeyRing, parseKeyRing } from "./parse-key-ring.ts";

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "gloria-ring-"));
});
afterEach(async () => {
  await rm(home, { recursive: true });
});

describe("loadKeyRing", () => {
  it("takes the ring of the settings and makes no file", async () => {
    const masterKeys = generateKeyRing();
    expect(await loadKeyRing({ masterKeys, home })).toEqual(parseKeyRing(masterKeys));
    expect(await readdir(home)).toEqual([]);
  });

  it("makes one private file, the same for all who start at once, and keeps it", async () => {
    const rings = await Promise.all(Array.from({ length: 8 }, () => loadKeyRing({ masterKeys: null, home })));
    const [first] = rings;
    for (const ring of rings) expect(ring).toEqual(first);
    expect(await readdir(home)).toEqual(["master-keys"]);
    expect((await stat(join(home, "master-keys"))).mode & 0o777).toBe(0o600);
    expect(await loadKeyRing({ masterKeys: null, home })).toEqual(first);
  });

  it("refuses a file that others may read, and a broken one, which it leaves alone", async () => {
    const path = join(home, "master-keys");
    await loadKeyRing({ masterKeys: null, home });
    await chmod(path, 0o640);
    await expect(loadKeyRing({ masterKeys: null, home })).rejects.toThrow(`chmod 600 ${path}`);
    await chmod(path, 0o600);
    await writeFile(path, "nonsense");
    await expect(loadKeyRing({ masterKeys: null, home })).rejects.toThrow("is broken");
    expect(await readFile(path, "utf8")).toBe("nonsense");
  });
});

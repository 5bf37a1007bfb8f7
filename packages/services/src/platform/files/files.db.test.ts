import { createHash } from "node:crypto";
import { newId } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../services.ts";
import { deleteFile, openFile, storeFile, sweepFiles } from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  services = testServices(database);
  tenant = await makeTenant(database);
  other = await makeTenant(database);
});

const facts = { name: "guru.csv", mediaType: "text/csv", purpose: "import", expiresAt: null } as const;
const limit = { maxBytes: 10_000_000 };

/** Bytes that differ from place to place, in parts of odd sizes. */
async function* parts(size: number, step = 70_001) {
  for (let at = 0; at < size; at += step) {
    yield Uint8Array.from({ length: Math.min(step, size - at) }, (_, index) => (at + index) % 251);
  }
}

async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function rowsOf(fileId: string) {
  const [row] = await database.owner<{ files: number; chunks: number }[]>`
    select (select count(*)::int from gloria.files where id = ${fileId}) as files,
      (select count(*)::int from gloria.file_chunks where file_id = ${fileId}) as chunks`;
  return row;
}

describe("a stored file", () => {
  it.each([0, 1, 262_143, 262_144, 262_145, 1_000_000])("of %i bytes comes back as it was", async (size) => {
    const content = await whole(parts(size));
    const stored = await storeFile(services, tenant.admin, facts, parts(size), limit);
    expect(stored).toEqual({
      id: expect.any(String),
      size,
      sha256: createHash("sha256").update(content).digest("hex"),
    });
    const opened = await openFile(services, tenant.admin, stored.id);
    expect(opened).toMatchObject({ name: "guru.csv", mediaType: "text/csv", size, sha256: stored.sha256 });
    expect((await whole(opened.bytes)).equals(content)).toBe(true);
    expect(await rowsOf(stored.id)).toEqual({ files: 1, chunks: Math.ceil(size / 262_144) });
  });

  it("is read in part, across the borders of chunks", async () => {
    const content = await whole(parts(600_000));
    const { id } = await storeFile(services, tenant.admin, facts, parts(600_000), limit);
    for (const [start, end] of [
      [0, 0],
      [262_143, 262_144],
      [100, 599_999],
      [524_288, 599_999],
    ] as const) {
      const { bytes } = await openFile(services, tenant.admin, id, { start, end });
      expect((await whole(bytes)).equals(content.subarray(start, end + 1))).toBe(true);
    }
  });

  it("is nobody's in another tenant, and gone once deleted", async () => {
    const { id } = await storeFile(services, tenant.admin, facts, parts(300_000), limit);
    expect(await openFile(services, other.admin, id).catch(codeOf)).toBe("file.not_found");
    expect(await deleteFile(services, other.admin, id)).toBe(false);
    expect(await deleteFile(services, tenant.admin, id)).toBe(true);
    expect(await openFile(services, tenant.admin, id).catch(codeOf)).toBe("file.not_found");
    expect(await rowsOf(id)).toEqual({ files: 0, chunks: 0 });
  });

  it("never ends early when it is deleted while somebody reads it", async () => {
    const { id } = await storeFile(services, tenant.admin, facts, parts(600_000), limit);
    const { bytes } = await openFile(services, tenant.admin, id);
    const reading = (async () => {
      let read = 0;
      for await (const piece of bytes) {
        read += piece.length;
        if (read === piece.length) await deleteFile(services, tenant.admin, id);
      }
      return read;
    })();
    expect(await reading.catch(codeOf)).toBe("file.not_found");
  });

  it("may carry a request's key without the chunks answering each other", async () => {
    const ctx = { ...tenant.admin, idempotency: { key: newId(), fingerprint: "f" } };
    const stored = await storeFile(services, ctx, facts, parts(600_000), limit);
    expect((await whole((await openFile(services, ctx, stored.id)).bytes)).length).toBe(600_000);
  });
});

describe("a file that is not complete", () => {
  it("is seen by nobody, and its completion shares a transaction with what goes with it", async () => {
    let id = "";
    async function* watched() {
      yield* parts(300_000);
      const [row] = await database.owner<{ id: string }[]>`
        select id from gloria.files where tenant_id = ${tenant.id} and not complete`;
      id = row?.id ?? "";
      expect(await openFile(services, tenant.admin, id).catch(codeOf)).toBe("file.not_found");
    }
    const failing = storeFile(services, tenant.admin, facts, watched(), {
      ...limit,
      completing: () => Promise.reject(new Error("its row could not be written")),
    });
    await expect(failing).rejects.toThrow("its row could not be written");
    expect(id).not.toBe("");
    expect(await rowsOf(id)).toEqual({ files: 0, chunks: 0 });
  });

  it("is taken back when it is too large or its source fails", async () => {
    const before = await database.owner`select id from gloria.files`;
    expect(await storeFile(services, tenant.admin, facts, parts(600_000), { maxBytes: 599_999 }).catch(codeOf)).toBe(
      "request.too_large",
    );
    async function* broken() {
      yield* parts(300_000);
      throw new Error("connection lost");
    }
    await expect(storeFile(services, tenant.admin, facts, broken(), limit)).rejects.toThrow("connection lost");
    expect(await database.owner`select id from gloria.files`).toEqual(before);
  });
});

it("sweeps what has expired and what a crash has left, and nothing else", async () => {
  const kept = await storeFile(services, tenant.admin, facts, parts(10), limit);
  const soon = new Date(Date.now() + 3_600_000);
  const expired = await storeFile(services, other.admin, { ...facts, expiresAt: soon }, parts(10), limit);
  const later = await storeFile(services, other.admin, { ...facts, expiresAt: soon }, parts(10), limit);
  await database.owner`update gloria.files set expires_at = now() - interval '1 second' where id = ${expired.id}`;
  const [left, writing] = [newId(), newId()];
  await database.owner`insert into gloria.files (tenant_id, id, name, media_type, purpose, touched_at) values
    (${tenant.id}, ${left}, 'a', 'text/csv', 'import', now() - interval '61 minutes'),
    (${tenant.id}, ${writing}, 'b', 'text/csv', 'import', now() - interval '59 minutes')`;
  await database.owner`insert into gloria.file_chunks (tenant_id, file_id, seq, bytes) values (${tenant.id}, ${left}, 0, 'x')`;
  expect(await openFile(services, other.admin, expired.id).catch(codeOf)).toBe("file.expired");
  expect(await sweepFiles(services, new AbortController().signal)).toBe(2);
  const ids = await database.owner<{ id: string }[]>`select id from gloria.files`;
  const has = (id: string) => ids.some((row) => row.id === id);
  expect([kept.id, later.id, writing].every(has)).toBe(true);
  expect([expired.id, left].some(has)).toBe(false);
  expect(await rowsOf(left)).toEqual({ files: 0, chunks: 0 });
});

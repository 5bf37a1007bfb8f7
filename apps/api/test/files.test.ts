import { createHash } from "node:crypto";
import { maxUploadBytes } from "@gloria/services";
import { makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";

const database = testDatabase();
const house = apiHouse(database);
let tenant: TestTenant;
let token: string;

beforeAll(async () => {
  tenant = await makeTenant(database);
  const importer = await tenant.addUser({ email: "impor@demo.example" });
  await tenant.addGrant({ userId: importer, code: "import:create", scope: "ALL" });
  await tenant.addUser({ email: "lain@demo.example" });
  const reader = await tenant.addUser({ email: "baca@demo.example" });
  await tenant.addGrant({ userId: reader, code: "import:read", scope: "ALL" });
  const other = await makeTenant(database);
  await other.addGrant({ userId: await other.addUser({ email: "asing@demo.example" }), code: "*:*", scope: "ALL" });
  token = await house.tokenOf("impor@demo.example");
});

const text = { "content-type": "text/csv; charset=utf-8" };
const upload = (name: string, raw: string, headers: Record<string, string> = text, as = token) =>
  house.call("POST", `/files?name=${encodeURIComponent(name)}`, { token: as, raw, headers });

const downloads = async (fileId: string) => {
  const rows = await database.owner<{ action: string }[]>`
    select action from gloria.audit_events where entity_id = ${fileId} and action = 'file.download'`;
  return rows.length;
};

describe("an uploaded file", () => {
  it("is answered with where it is, and comes back byte for byte", async () => {
    const content = `nip;nama\n${"1;Siti\n".repeat(60_000)}`;
    const made = await upload("daftar guru.csv", content);
    const sha256 = createHash("sha256").update(content).digest("hex");
    expect([made.status, made.headers.get("location")]).toEqual([201, `/files/${made.body.id}`]);
    expect(made.body).toMatchObject({ name: "daftar guru.csv", mediaType: "text/csv", size: content.length, sha256 });
    const got = await house.call("GET", `./files/${made.body.id}`, { token });
    expect(got.status).toBe(200);
    expect(got.text).toBe(content);
    expect(Object.fromEntries(got.headers)).toMatchObject({
      "content-type": "text/csv",
      "content-length": String(content.length),
      "content-disposition": `attachment; filename="daftar guru.csv"; filename*=UTF-8''daftar%20guru.csv`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      etag: `"${sha256}"`,
      "accept-ranges": "bytes",
    });
    expect(await downloads(made.body.id)).toBe(1);
  });

  it("is answered in part, not at all when the client has it, and by its length when only asked for that", async () => {
    const { id, sha256 } = (await upload("a.csv", "0123456789")).body;
    const get = (headers: Record<string, string>, method = "GET") =>
      house.call(method, `./files/${id}`, { token, headers });
    const part = await get({ range: "bytes=2-4" });
    expect([part.status, part.text, part.headers.get("content-range")]).toEqual([206, "234", "bytes 2-4/10"]);
    expect((await get({ range: "bytes=2-4", "if-range": `"${sha256}"` })).text).toBe("234");
    expect((await get({ range: "bytes=2-4", "if-range": '"older"' })).text).toBe("0123456789");
    const outside = await get({ range: "bytes=10-" });
    expect([outside.status, outside.body.code, outside.headers.get("content-range")]).toEqual([
      416,
      "file.range_outside",
      "bytes */10",
    ]);
    expect(await downloads(id)).toBe(3);
    expect((await get({ "if-none-match": `"x", "${sha256}"` })).status).toBe(304);
    const head = await get({}, "HEAD");
    expect([head.status, head.text, head.headers.get("content-length")]).toEqual([200, "", "10"]);
    expect(await downloads(id)).toBe(3);
  });

  it("may be larger than any other body, but not than 50 MB", async () => {
    expect((await upload("besar.csv", "x".repeat(3_000_000))).status).toBe(201);
    const long = await upload("a.csv", "x", { ...text, "content-length": String(maxUploadBytes + 1) });
    expect([long.status, long.body.code]).toEqual([413, "request.too_large"]);
    const before = await database.owner`select id from gloria.files`;
    const piece = new Uint8Array(1_000_000);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(piece);
      },
    });
    const answer = await house.fetch("/api/v1/files?name=a.csv", {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, ...text },
      body: endless,
      duplex: "half",
    } as RequestInit);
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(60);
    expect(await database.owner`select id from gloria.files`).toEqual(before);
  });

  it("is refused with what is wrong about it", async () => {
    expect((await upload("a/b.csv", "x")).body).toMatchObject({
      status: 422,
      errors: [{ path: "name", code: "file.name_characters" }],
    });
    expect((await upload("", "x")).status).toBe(422);
    expect((await upload("a.csv", "x", { "content-type": "multipart/form-data; boundary=x" })).status).toBe(415);
    expect((await house.call("POST", "/files?name=a&kind=b", { token, raw: "x", headers: text })).status).toBe(422);
    expect((await house.call("GET", "/files", { token })).status).toBe(405);
  });

  it("is stored once when the same request comes twice", async () => {
    const headers = { ...text, "idempotency-key": "satu" };
    const [first, second] = [await upload("a.csv", "same", headers), await upload("a.csv", "same", headers)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect((await upload("a.csv", "other", headers)).body.code).toBe("request.idempotency_mismatch");
    const [row] = await database.owner<{ n: number }[]>`
      select count(*)::int as n from gloria.files where sha256 in (${first.body.sha256}, ${createHash("sha256").update("other").digest("hex")})`;
    expect(row?.n).toBe(1);
  });
});

describe("a file is kept from", () => {
  it.each([
    ["whoever is not signed in", null, 401, "auth.unauthenticated"],
    ["somebody without its purpose's permission", "lain@demo.example", 403, "access.denied"],
    ["another tenant", "asing@demo.example", 404, "file.not_found"],
  ])("%s", async (_, identifier, status, code) => {
    const { id } = (await upload("a.csv", "rahasia")).body;
    const options = identifier === null ? {} : { token: await house.tokenOf(identifier) };
    const answer = await house.call("GET", `./files/${id}`, options);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await downloads(id)).toBe(0);
  });

  it("nobody who holds its purpose's permission in the whole foundation", async () => {
    const { id } = (await upload("a.csv", "isi")).body;
    const reader = await house.tokenOf("baca@demo.example");
    expect((await house.call("GET", `./files/${id}`, { token: reader })).text).toBe("isi");
    expect((await upload("a.csv", "isi", text, reader)).status).toBe(403);
  });

  it("everybody once it has expired", async () => {
    const { id } = (await upload("a.csv", "isi")).body;
    await database.owner`update gloria.files set expires_at = now() where id = ${id}`;
    const answer = await house.call("GET", `./files/${id}`, { token });
    expect([answer.status, answer.body.code]).toEqual([410, "file.expired"]);
    expect((await house.call("GET", "./files/nonsense", { token })).status).toBe(404);
  });
});

describe("a browser", () => {
  const form = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };

  it("exchanges a ticket for a cookie that is good for one file", async () => {
    const [one, two] = [(await upload("satu.csv", "satu")).body.id, (await upload("dua.csv", "dua")).body.id];
    const issued = await house.call("POST", "/auth/tickets", { token, body: { purpose: "files" } });
    const { ticket, exchangePath } = issued.body;
    const raw = new URLSearchParams({ ticket, file: one }).toString();
    expect(
      (await house.call("POST", `.${exchangePath}`, { raw, headers: { ...form, "sec-fetch-site": "cross-site" } }))
        .status,
    ).toBe(403);
    const opened = await house.call("POST", `.${exchangePath}`, { raw, headers: form });
    expect([opened.status, opened.headers.get("location")]).toEqual([303, `/files/${one}`]);
    expect(opened.headers.get("set-cookie")).toMatch(new RegExp(`Path=/files/${one};.*HttpOnly.*SameSite=Strict`, "i"));
    const cookie = (opened.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    expect((await house.call("GET", `./files/${one}`, { headers: { cookie } })).text).toBe("satu");
    expect((await house.call("GET", `./files/${two}`, { headers: { cookie } })).status).toBe(401);
    expect((await house.call("GET", "/users/me", { headers: { cookie } })).status).toBe(401);
    expect((await house.call("POST", `.${exchangePath}`, { raw, headers: form })).body.code).toBe(
      "auth.ticket_invalid",
    );
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ApiConfig } from "@gloria/config";
import type { LogFields, Logger } from "@gloria/core";
import { migrateQueue } from "@gloria/jobs";
import type { TestDatabase } from "@gloria/testkit";
import { afterAll, beforeAll } from "vitest";
import { type Api, createApi } from "../../src/create-api.ts";
import { apiConfig } from "./api-config.ts";

export interface CallOptions {
  readonly token?: string;
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON, when it is some. */
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests find out.
  readonly body: any;
}

/** An api over a test database, called in this process. */
export interface ApiHouse {
  readonly api: Api;
  readonly home: string;
  /** What it logged as errors, newest last. */
  readonly errors: readonly LogFields[];
  /** `call("GET", "/users/me", {token})`; the path is below /api/v1 unless it begins with a dot: `./docs`. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** A procedure over tRPC; queries by GET, the rest by POST. */
  trpc(kind: "query" | "mutation", name: string, input: unknown, token?: string): Promise<Answer>;
  /** The raw response, for streams. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Signs in locally. */
  tokenOf(identifier: string): Promise<string>;
}

/** Boots an api before the file's tests and closes it after them. */
export function apiHouse(database: TestDatabase, more: Partial<ApiConfig> = {}, publicUrl?: string): ApiHouse {
  const house: { current: (ApiHouse & { close(): Promise<void> }) | null } = { current: null };
  beforeAll(async () => {
    await migrateQueue({ ownerUrl: database.urls.owner, queueRole: new URL(database.urls.queue).username });
    house.current = await open(database, more, publicUrl);
  });
  afterAll(async () => {
    await house.current?.close();
  });
  return new Proxy({} as ApiHouse, {
    get(_, key) {
      if (house.current === null) throw new Error("the api is there from beforeAll on");
      return Reflect.get(house.current, key);
    },
  });
}

async function open(database: TestDatabase, more: Partial<ApiConfig>, publicUrl = "http://127.0.0.1:3000") {
  const home = mkdtempSync(join(tmpdir(), "gloria-api-"));
  const errors: LogFields[] = [];
  const logger: Logger = { debug() {}, info() {}, warn() {}, error: (fields) => void errors.push(fields) };
  const api = await createApi(apiConfig(database, home, more), publicUrl, logger);
  const fetch = async (path: string, init: RequestInit = {}) => api.app.request(`http://localhost${path}`, init);

  async function call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const headers = new Headers(options.headers);
    if (options.token !== undefined) headers.set("authorization", `Bearer ${options.token}`);
    if (options.body !== undefined && !headers.has("content-type")) headers.set("content-type", "application/json");
    const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const response = await fetch(path.startsWith(".") ? path.slice(1) : `/api/v1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    return read(response);
  }

  return {
    api,
    home,
    errors,
    call,
    fetch,
    trpc: (kind: "query" | "mutation", name: string, input: unknown, token?: string) =>
      kind === "query"
        ? call(
            "GET",
            `./trpc/${name}${input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`}`,
            {
              ...(token === undefined ? {} : { token }),
            },
          )
        : call("POST", `./trpc/${name}`, { body: input ?? {}, ...(token === undefined ? {} : { token }) }),
    async tokenOf(identifier: string) {
      const answer = await call("POST", "/auth/login", { body: { identifier } });
      if (answer.status !== 200) throw new Error(`sign-in as ${identifier} answered ${answer.status}: ${answer.text}`);
      return String(answer.body.token);
    },
    async close() {
      api.beginStopping();
      await api.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = text !== "" && /json/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
}

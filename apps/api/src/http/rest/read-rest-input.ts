import { AppError } from "@gloria/core";
import type { FieldSchema, RestRoute } from "./rest-operations.ts";

/**
 * The input of a REST call: path parameters, then the query (GET, DELETE) or the JSON body. Text is read by the
 * type that the contract gives the field; what cannot be read that way is left as text, so that the contract itself
 * says what is wrong with it. A name in two places is malformed.
 */
export async function readRestInput(
  route: RestRoute,
  request: Request,
  params: Readonly<Record<string, string>>,
): Promise<unknown> {
  const input: Record<string, unknown> = {};
  for (const field of route.pathFields) input[field] = readText(params[field] ?? "", route.fields[field]);
  if (request.url.includes("?")) readQuery(route, new URL(request.url).searchParams, input);
  if (request.method !== "GET" && request.method !== "HEAD") {
    for (const [name, value] of Object.entries(await readBody(request))) {
      if (name in input) throw repeated(name);
      input[name] = value;
    }
  }
  const version = readIfMatch(request.headers.get("if-match"));
  if (version !== null && "version" in route.fields && !("version" in input)) input["version"] = version;
  if (route.input !== null) return input;
  const names = Object.keys(input);
  if (names.length === 0) return undefined;
  const errors = names.map((name) => ({ path: name, code: "unrecognized_keys", message: name }));
  throw new AppError("request.invalid", {}, { errors });
}

function readQuery(route: RestRoute, query: URLSearchParams, input: Record<string, unknown>): void {
  for (const name of new Set(query.keys())) {
    if (name in input) throw repeated(name);
    input[name] = readValues(query.getAll(name), route.fields[name], name);
  }
}

function repeated(name: string): AppError {
  return new AppError("request.malformed", { field: name });
}

function readValues(values: readonly string[], schema: FieldSchema | undefined, name: string): unknown {
  if (typesOf(schema).has("array")) return values.map((value) => readText(value, schema?.items));
  const [value, another] = values;
  if (another !== undefined) throw repeated(name);
  return readText(value ?? "", schema);
}

function readText(value: string, schema: FieldSchema | undefined): unknown {
  const types = typesOf(schema);
  if (types.has("string")) return value;
  if ((types.has("integer") || types.has("number")) && /^-?\d{1,15}(\.\d+)?$/.test(value)) return Number(value);
  if (types.has("boolean") && (value === "true" || value === "false")) return value === "true";
  return value;
}

function typesOf(schema: FieldSchema | undefined): Set<string> {
  if (schema === undefined) return new Set();
  const own = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  return new Set([...own, ...(schema.anyOf ?? []).flatMap((part) => [...typesOf(part)])]);
}

async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text();
  if (text === "") return {};
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new AppError("request.unsupported_media", { expected: "application/json" });
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw new AppError("request.malformed", {}, { cause });
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new AppError("request.malformed");
  return body as Record<string, unknown>;
}

/** `If-Match: "3"` → 3; `*` and its absence → null. */
function readIfMatch(header: string | null): number | null {
  if (header === null || header === "*") return null;
  const version = /^"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined) throw new AppError("request.header_invalid", { header: "If-Match" });
  return Number(version);
}

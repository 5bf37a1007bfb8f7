import { newId } from "@gloria/core";
import { wellFormed } from "@gloria/testkit";
import type { AnyTRPCProcedure } from "@trpc/server";
import { z } from "zod";
import { listProcedures } from "../../src/http/rest/rest-operations.ts";
import type { ProcedureMeta } from "../../src/trpc/procedures.ts";

export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
}

/** A procedure with what the generated tests need to know about it. */
export interface Described {
  readonly name: string;
  readonly kind: "query" | "mutation" | "subscription";
  readonly meta: ProcedureMeta;
  readonly input: JsonSchema | null;
  readonly hasOutput: boolean;
}

export function describeProcedures(): Described[] {
  return listProcedures().map(([name, procedure]) => describeProcedure(name, procedure));
}

function describeProcedure(name: string, procedure: AnyTRPCProcedure): Described {
  const def = procedure._def as unknown as { inputs: z.ZodType[]; output?: z.ZodType };
  const [input] = def.inputs;
  return {
    name,
    kind: procedure._def.type,
    meta: procedure._def.meta as ProcedureMeta,
    input: input === undefined ? null : (z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as JsonSchema),
    hasOutput: def.output !== undefined,
  };
}

type Json = Record<string, unknown>;

// Values that the rules behind a plain "string" accept.
const samples: Json = {
  clerkUserId: "user_X1",
  name: "Contoh",
  level: "SD",
  identifier: "x@demo.example",
  nip: "N1",
  email: "c@demo.example",
  module: "organisation",
  group: "people",
};

/** The smallest input that the contract accepts; ids in it are of nobody. */
export function validInput({ name, input }: Described): Json | undefined {
  if (input === null) return undefined;
  const made: Json = {};
  for (const field of input.properties === undefined ? [] : (input.required ?? [])) {
    made[field] = sampleOf(field, input.properties?.[field] ?? {});
  }
  if (name === "permissions.check") made["code"] = "user:read";
  if (name === "permissionCatalogue.byCode") made["code"] = "user:read";
  if (name === "permissions.validate") made["questions"] = [{ code: "user:read" }];
  if (name === "positions.create") Object.assign(made, { code: `P${newId().slice(-10)}`, level: 5 });
  if (name === "departments.create") made["code"] = `D${newId().slice(-10)}`;
  if (name === "departments.hierarchy") made["schoolId"] = "foundation";
  if (name === "departments.move") Object.assign(made, { parentId: null, schoolId: null });
  if (name === "schools.create") made["code"] = `K${newId().slice(-10)}`;
  if (name === "invitations.create") made["people"] = [{ userId: newId() }];
  if (name === "invitations.accept") made["token"] = "no-token";
  if (name === "imports.saveMapping") made["mapping"] = { columns: [{ header: "Nama", field: "name" }] };
  if (name === "permissionDelegation.delegate") Object.assign(made, { codes: ["user:read"], validUntil: inDays(10) });
  if (name === "guardrails.create") made["code"] = "user:merge";
  if (name === "permissionTemplates.create" || name === "permissionTemplates.createForRoles") {
    Object.assign(made, { code: `T${newId().slice(-10)}`, grants: [{ code: "module.audit:read", scope: "ALL" }] });
  }
  if (name === "permissionTemplates.applyTemplate" || name === "permissionTemplates.applyToRole")
    made["roleId"] = newId();
  if (name.startsWith("permissionBatches.") && made["userIds"] !== undefined) {
    Object.assign(made, { userIds: [newId()], rights: [{ grant: { code: "user:read", scope: "OWN" } }] });
  }
  if (name === "accessReviews.create") Object.assign(made, { reviewerIds: [newId()], dueAt: inDays(10) });
  if (name === "accessReviews.decide") made["decisions"] = [{ itemId: newId(), decision: "keep" }];
  if (name === "permissionCatalogue.create") made["code"] = `surat:x${newId().slice(-10)}`;
  if (["grants.create", "resourcePermissions.grant", "roles.grant"].includes(name)) made["code"] = "school:read";
  if (name === "roles.create") made["code"] = `R${newId().slice(-10)}`;
  if (["permissionCatalogue.createGroup", "modules.create"].includes(name)) made["code"] = `x${newId().slice(-10)}`;
  if (name === "permissions.validate") made["questions"] = [{ code: "user:read" }];
  if (name === "permissions.runTests" || name === "permissions.saveTests") made["source"] = "cases: []";
  if (name === "users.create") made["username"] = `u${newId().slice(-10)}`;
  return made;
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

function sampleOf(field: string, schema: JsonSchema): unknown {
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.format === "uuid") return newId();
  if (field in samples) return samples[field];
  const type = schema.type ?? schema.anyOf?.[0]?.type;
  if (type === "integer" || type === "number") return 1;
  if (type === "boolean") return true;
  if (type === "array") return [];
  if (type === "object") return {};
  return "X1";
}

/** Every field of an input, also nested ones, by its path. */
export function fieldsOf(
  schema: JsonSchema | null,
  prefix: readonly string[] = [],
): { path: readonly string[]; schema: JsonSchema }[] {
  return Object.entries(schema?.properties ?? {}).flatMap(([name, field]) => {
    const path = [...prefix, name];
    const inner =
      field.properties === undefined ? (field.anyOf?.find((part) => part.properties !== undefined) ?? {}) : field;
    return [{ path, schema: field }, ...fieldsOf(inner, path)];
  });
}

/** Whether a value of this schema may be the id of something. */
export function holdsId(schema: JsonSchema): "one" | "many" | null {
  if (schema.format === "uuid" || schema.anyOf?.some((part) => part.format === "uuid") === true) return "one";
  return schema.items?.format === "uuid" ? "many" : null;
}

/** A copy of `input` with one value put in. */
export function withValue(input: Json | undefined, path: readonly string[], value: unknown): Json {
  const [head, ...rest] = path;
  const copy: Json = { ...input };
  if (head === undefined) return copy;
  copy[head] = rest.length === 0 ? value : withValue(copy[head] as Json | undefined, rest, value);
  return copy;
}

/** An input as a REST call: path parameters filled in, the rest in query or body. */
export function restCall(
  meta: ProcedureMeta,
  input: Json | undefined,
): { method: string; path: string; body?: Json } | null {
  if (meta.rest === null) return null;
  const left = { ...input };
  const path = meta.rest.path.replaceAll(/\{(\w+)\}/g, (_, field: string) => {
    const value = left[field];
    delete left[field];
    return encodeURIComponent(typeof value === "string" ? wellFormed(value) : (JSON.stringify(value) ?? ""));
  });
  const { method } = meta.rest;
  if (method !== "GET" && method !== "DELETE") return { method, path, ...(input === undefined ? {} : { body: left }) };
  const query = new URLSearchParams();
  for (const [field, value] of Object.entries(left)) {
    query.append(field, typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
  }
  return { method, path: query.size === 0 ? path : `${path}?${query}` };
}

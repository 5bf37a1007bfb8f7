import type { AnyTRPCProcedure } from "@trpc/server";
import { z } from "zod";
import { appRouter } from "../../trpc/app-router.ts";
import type { ProcedureMeta, RestOperation } from "../../trpc/procedures.ts";

/** A procedure as a REST operation, with what is needed to read its input from a URL. */
export interface RestRoute {
  /** Dotted name of the procedure. */
  readonly name: string;
  readonly procedure: AnyTRPCProcedure;
  readonly meta: ProcedureMeta;
  readonly operation: RestOperation;
  readonly input: z.ZodType | null;
  readonly output: z.ZodType | null;
  /** JSON Schema of each input field, by which text in path and query is read. */
  readonly fields: Readonly<Record<string, FieldSchema>>;
  readonly pathFields: readonly string[];
}

export interface FieldSchema {
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly FieldSchema[];
  readonly items?: FieldSchema;
}

/** Every procedure that is offered over REST; static path segments come before parameters. */
export function listRestRoutes(): readonly RestRoute[] {
  return listProcedures()
    .flatMap(([name, procedure]) => routeOf(name, procedure) ?? [])
    .sort((a, b) => weight(a).localeCompare(weight(b)));
}

/** Every procedure by its dotted name. At run time the record is flat, which its type does not say. */
export function listProcedures(): [string, AnyTRPCProcedure][] {
  return Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>);
}

function routeOf(name: string, procedure: AnyTRPCProcedure): RestRoute | null {
  const meta = procedure._def.meta as ProcedureMeta;
  if (meta.rest === null) return null;
  const def = procedure._def as unknown as { inputs: z.ZodType[]; output?: z.ZodType };
  const input = def.inputs[0] ?? null;
  return {
    name,
    procedure,
    meta,
    operation: meta.rest,
    input,
    output: def.output ?? null,
    fields: input === null ? {} : fieldsOf(input),
    pathFields: [...meta.rest.path.matchAll(/\{(\w+)\}/g)].map(([, field]) => field ?? ""),
  };
}

function fieldsOf(input: z.ZodType): Record<string, FieldSchema> {
  const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as {
    properties?: Record<string, FieldSchema>;
  };
  return schema.properties ?? {};
}

function weight({ operation }: RestRoute): string {
  return operation.path
    .split("/")
    .map((segment) => (segment.startsWith("{") ? `1${segment}` : `0${segment}`))
    .join("/");
}

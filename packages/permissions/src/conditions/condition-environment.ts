import { type ConditionAttribute, findConditionAttributes } from "@gloria/contracts";
import { Environment, type ObjectSchema } from "@marcbachmann/cel-js";
import { LRUCache } from "lru-cache";
import { zonedGetters } from "./zoned-time.ts";

/** What every target has. The lists can only be asked whether they contain something. */
const commonTargetFields: ReadonlyMap<string, ConditionAttribute | "list"> = new Map<
  string,
  ConditionAttribute | "list"
>([
  ["id", { type: "uuid" }],
  ["type", { type: "text" }],
  ["ownerId", { type: "uuid" }],
  ["schoolIds", "list"],
  ["departmentIds", "list"],
]);

export const actorFields: ReadonlySet<string> = new Set(["id", "schoolId", "roles", "positions"]);
export const requestFields: ReadonlySet<string> = new Set(["ip", "channel"]);

/** Bounds of the parser, far below what makes it or its readers recurse too deeply. */
const limits = { maxAstNodes: 200, maxDepth: 24, maxListElements: 200, maxMapEntries: 20, maxCallArguments: 4 };
/** For text that Gloria wrote itself, with more parentheses than its source. */
const innerLimits = {
  maxAstNodes: 1_000,
  maxDepth: 240,
  maxListElements: 1_000,
  maxMapEntries: 0,
  maxCallArguments: 4,
};

/** What a condition of this code or pattern may name, and the environment that checks it. */
export interface ConditionLanguage {
  readonly environment: Environment;
  readonly targetFields: ReadonlyMap<string, ConditionAttribute | "list">;
}

const celTypes = { text: "string", uuid: "string", int: "int", bool: "bool" } as const;

function withVariables(environment: Environment): Environment {
  return environment
    .registerVariable("actor", {
      schema: { id: "string", schoolId: "string", roles: "list<string>", positions: "list<string>" },
    })
    .registerVariable("request", { schema: { ip: "string", channel: "string" } })
    .registerVariable("now", "google.protobuf.Timestamp");
}

const languages = new LRUCache<string, ConditionLanguage>({ max: 100 });

/** The language of conditions on this code or wildcard pattern. */
export function languageOf(pattern: string): ConditionLanguage {
  let language = languages.get(pattern);
  if (language === undefined) {
    const targetFields = new Map([...findConditionAttributes(pattern), ...commonTargetFields]);
    const schema: ObjectSchema = {};
    for (const [name, field] of targetFields) schema[name] = field === "list" ? "list<string>" : celTypes[field.type];
    const environment = withVariables(new Environment({ limits })).registerVariable("target", { schema });
    language = { environment, targetFields };
    languages.set(pattern, language);
  }
  return language;
}

/** The name under which {@link innerEnvironment} knows a getter with a time zone. */
export const zonedName = (getter: string) => `zoned_${getter}`;

/** Evaluates the parts that read no target. */
export const innerEnvironment: Environment = withVariables(new Environment({ limits: innerLimits }));
for (const [name, getter] of zonedGetters) {
  innerEnvironment.registerFunction(`${zonedName(name)}(google.protobuf.Timestamp, string): int`, getter);
}

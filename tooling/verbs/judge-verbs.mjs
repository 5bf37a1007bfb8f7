import { readModules } from "../syntax/read-modules.mjs";
import { deedsOf, isPrimitive } from "./read-deeds.mjs";
import { readSensitivePermissions } from "./read-sensitive-permissions.mjs";

const servicesIndex = "packages/services/src/index.ts";
const routers = "apps/api/src/trpc/routers/";
const procedures = "apps/api/src/trpc/procedures.ts";
const kinds = ["permitted", "selfProcedure", "publicProcedure"];

/**
 * @typedef {object} Exception
 * @property {readonly ("tenant" | "authorize" | "audit" | "epoch")[]} without what the verb is excused from
 * @property {string} because
 */

/**
 * Holds every verb to its order (in the tenant, authorized, audited) and every procedure to its permission.
 *
 * A verb is whatever services export that gets at rows. It reads by `readInTenant` or `writeInTenant`; it asserts a
 * permission or filters by one, or is about the caller alone, or is only for Gloria itself; when it writes, it audits;
 * when it writes what a sensitive permission guards, it locks or shares the permission epoch, so that a revocation which
 * commits meanwhile counts.
 *
 * @param {{root: string, exceptions: Readonly<Record<string, Exception>>, publicProcedures: Readonly<Record<string, string>>}} options
 *   verbs by name; procedures as ROUTER.NAME → why anybody may call them
 * @returns {{verbs: number, procedures: number, violations: {rule: string, where: string, what: string}[]}}
 */
export function judgeVerbs({ root, exceptions, publicProcedures }) {
  const { declarations, exportsOf, usesIn } = readModules(root, ["packages/services/src", "apps/api/src"], {
    "@gloria/services": servicesIndex,
  });
  const violations = [];
  const verbs = exportsOf(servicesIndex)
    .filter((id) => !isPrimitive(id))
    .map((id) => ({ ...declarations.get(id), deeds: deedsOf(declarations, id) }))
    .filter(({ deeds }) => deeds.opens.size > 0);
  const sensitive = readSensitivePermissions(root);
  for (const verb of verbs) violations.push(...judgeVerb(verb, exceptions[verb.name], sensitive));
  for (const name of Object.keys(exceptions)) {
    if (!verbs.some((verb) => verb.name === name)) {
      violations.push({ rule: "needless-exception", where: name, what: "no verb has this name" });
    }
  }
  const found = findProcedures(declarations);
  for (const procedure of found)
    violations.push(...judgeProcedure(procedure, { declarations, usesIn, publicProcedures }));
  for (const name of Object.keys(publicProcedures)) {
    if (!found.some((one) => one.name === name && one.kind === "publicProcedure")) {
      violations.push({ rule: "needless-exception", where: name, what: "no public procedure has this name" });
    }
  }
  for (const { file, name, imports } of declarations.values()) {
    if (file !== procedures && imports.has("@trpc/server#initTRPC")) {
      violations.push({
        rule: "procedures-by-builder",
        where: `${file} ${name}`,
        what: `only ${procedures} makes procedures from nothing`,
      });
    }
  }
  return { verbs: verbs.length, procedures: found.length, violations };
}

function judgeVerb({ file, name, deeds }, exception, sensitive) {
  const ways = [...deeds.opens].filter((way) => way !== "writeInTenant" && way !== "readInTenant");
  const asked = deeds.asks.size > 0 || deeds.self || deeds.system;
  const writes = deeds.writes || deeds.opens.has("writeInTenant");
  const guarded = [...deeds.asks].filter((code) => sensitive.has(code));
  const missing = {
    tenant: ways.length > 0 && `gets at rows by ${ways.join(", ")} instead of readInTenant or writeInTenant`,
    authorize: !asked && "asserts no permission, filters by none, and is not about the caller alone",
    audit: writes && !deeds.audits && "writes without an audit event",
    epoch:
      writes &&
      guarded.length > 0 &&
      !deeds.holds &&
      `writes what ${guarded.join(", ")} guards, and neither locks nor shares the epoch`,
  };
  const excused = exception?.without ?? [];
  return Object.entries(missing).flatMap(([rule, what]) => {
    if (what && !excused.includes(rule)) return [{ rule, where: `${file} ${name}`, what }];
    if (!what && excused.includes(rule)) {
      return [{ rule: "needless-exception", where: name, what: `it is excused from "${rule}", and needs it not` }];
    }
    return [];
  });
}

/** Every property of a `router({…})` in a router's file. */
function findProcedures(declarations) {
  return [...declarations.values()]
    .filter(({ file, node }) => file.startsWith(routers) && node.init?.callee?.name === "router")
    .flatMap((declaration) =>
      declaration.node.init.arguments[0].properties.map((property) => ({
        declaration,
        name: `${declaration.name.replace(/Router$/, "")}.${property.key?.name ?? property.key?.value ?? "…"}`,
        ...builderOf(property.value),
        value: property.value,
      })),
    );
}

/** The call at the bottom of `permitted("a:b", {…}).input(…).query(…)`. */
function builderOf(value) {
  let node = value;
  while (node?.type === "CallExpression" && node.callee.type === "MemberExpression") node = node.callee.object;
  const kind = node?.type === "CallExpression" ? node.callee.name : undefined;
  return { kind, permission: kind === "permitted" ? node.arguments[0]?.value : undefined };
}

function judgeProcedure({ declaration, name, kind, permission, value }, { declarations, usesIn, publicProcedures }) {
  const where = `${declaration.file} ${name}`;
  if (!kinds.includes(kind)) {
    return [{ rule: "declared-permission", where, what: `begins with none of ${kinds.join(", ")}` }];
  }
  if (kind === "publicProcedure" && publicProcedures[name] === undefined) {
    return [{ rule: "declared-permission", where, what: "is open to anybody, and nobody wrote down why" }];
  }
  if (kind !== "permitted") return [];
  if (typeof permission !== "string") {
    return [{ rule: "declared-permission", where, what: "its permission is no plain text" }];
  }
  const asks = new Set([...usesIn(declaration.file, value).uses].flatMap((id) => [...deedsOf(declarations, id).asks]));
  return asks.has(permission)
    ? []
    : [
        {
          rule: "kept-promise",
          where,
          what: `declares ${permission}, and its verb asks for ${[...asks].join(", ") || "nothing"}`,
        },
      ];
}

import { walkTree } from "../syntax/parse-source.mjs";

/**
 * What a piece of code does, as far as its text tells.
 *
 * @typedef {object} Deeds
 * @property {Set<string>} opens how it gets at rows: `writeInTenant`, `readInTenant`, or a way around them
 * @property {Set<string>} asks permissions that it asserts or filters rows by
 * @property {boolean} self it refuses everybody but a signed-in person, about themselves
 * @property {boolean} system it refuses everybody but a part of Gloria itself
 * @property {boolean} writes
 * @property {boolean} audits
 * @property {boolean} holds it locks or shares the permission epoch
 */

/** Ways into a tenant that leave the caller's rights to their user. */
const bareOpeners = new Set(["withTenant", "withNewTenant", "readTenant", "readInOneStatement"]);
const pools = new Set(["app", "system", "owner"]);
const permission = /^[a-z_.]+:[a-z_*]+$|^\*:\*$/;
const holdingSql = /\bgloria\.(lock|share)_epoch\(/;
const writingSql = /\b(insert\s+into|delete\s+from|truncate|update\s+(only\s+)?gloria\.)/i;

/** What these do is known by their name; nobody looks inside. */
const primitives = {
  "packages/services/src/platform/in-tenant.ts#writeInTenant": (deeds) => deeds.opens.add("writeInTenant"),
  "packages/services/src/platform/in-tenant.ts#writeAtOnce": (deeds) => deeds.opens.add("writeInTenant"),
  "packages/services/src/platform/in-tenant.ts#readInTenant": (deeds) => deeds.opens.add("readInTenant"),
  "packages/services/src/platform/in-tenant.ts#readAtOnce": (deeds) => deeds.opens.add("readInTenant"),
  "packages/services/src/platform/audit/record-audit.ts#recordAudit": (deeds) => {
    deeds.audits = true;
  },
  "packages/services/src/platform/audit/record-audits.ts#recordAudits": (deeds) => {
    deeds.audits = true;
  },
  "packages/services/src/platform/notify.ts#notify": (deeds) => {
    deeds.writes = true;
  },
  // Tells the streams that a row has changed; it reads and writes none.
  "packages/services/src/notifications/inbox/announce-inbox.ts#announceInbox": () => {},
};

/**
 * What a declaration does, with everything that it uses.
 *
 * @param {ReadonlyMap<string, import("../syntax/read-modules.mjs").Declaration>} declarations
 * @param {string} id
 * @returns {Deeds}
 */
export function deedsOf(declarations, id) {
  const deeds = {
    opens: new Set(),
    asks: new Set(),
    self: false,
    system: false,
    writes: false,
    audits: false,
    holds: false,
  };
  /** `{ permission: "a:b" }` handed to what asserts `change.permission`. */
  const handed = { wanted: false, codes: new Set() };
  const seen = new Set();
  const queue = [id];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const primitive = primitives[next];
    if (primitive !== undefined && next !== id) {
      primitive(deeds);
      continue;
    }
    const declaration = declarations.get(next);
    if (declaration === undefined) continue;
    note(deeds, handed, declaration);
    queue.push(...declaration.uses);
  }
  if (handed.wanted) for (const code of handed.codes) deeds.asks.add(code);
  return deeds;
}

/** Whether a declaration is one of those that verbs are made of, and no verb itself. @param {string} id */
export function isPrimitive(id) {
  return primitives[id] !== undefined;
}

function note(deeds, handed, { node, imports }) {
  for (const imported of imports) {
    const [specifier, name] = imported.split("#");
    if (specifier === "@gloria/db" && bareOpeners.has(name)) deeds.opens.add(name);
  }
  walkTree(node, (child) => {
    switch (child.type) {
      case "CallExpression":
        noteCall(deeds, handed, child);
        return true;
      case "MemberExpression":
        // services.system.sql, or system.sql where only the pool was handed over
        if (/^(sql|db)$/.test(child.property.name) && pools.has(nameOf(child.object))) {
          deeds.opens.add(nameOf(child.object));
        }
        return true;
      case "Property":
        if (nameOf(child.key) === "permission" && permission.test(child.value.value)) {
          handed.codes.add(child.value.value);
        }
        return true;
      case "VariableDeclarator":
        // const { sql } = services.system
        if (child.id.type === "ObjectPattern" && pools.has(nameOf(child.init))) deeds.opens.add(nameOf(child.init));
        return true;
      case "IfStatement":
        noteRefusal(deeds, child);
        return true;
      case "Literal":
        if (typeof child.value === "string" && writingSql.test(child.value)) deeds.writes = true;
        if (typeof child.value === "string" && holdingSql.test(child.value)) deeds.holds = true;
        return true;
      case "TemplateElement":
        if (writingSql.test(child.value.raw)) deeds.writes = true;
        return true;
      default:
        return true;
    }
  });
}

function noteCall(deeds, handed, { callee, arguments: [first] }) {
  if (callee.type !== "MemberExpression") return;
  const method = callee.property.name;
  if (method === "lockEpoch" || method === "shareEpoch") deeds.holds = true;
  if (/^(insert|update|delete)$/.test(method) && nameOf(callee.object) === "db") deeds.writes = true;
  if (!/^(assert|assertRegion|filter)$/.test(method)) return;
  if (typeof first?.value === "string" && permission.test(first.value)) deeds.asks.add(first.value);
  else if (nameOf(first) === "permission") handed.wanted = true;
}

/** `if (actor.kind !== "user") throw new AppError("auth.unauthenticated")`, and the same for `system`. */
function noteRefusal(deeds, { test, consequent }) {
  const conditions = alternativesOf(test);
  const thrown = thrownCode(consequent);
  for (const condition of conditions) {
    if (condition.type !== "BinaryExpression" || condition.operator !== "!==") continue;
    if (condition.left.property?.name !== "kind" || !isActor(condition.left.object)) continue;
    if (condition.right.value === "user" && thrown === "auth.unauthenticated") deeds.self = true;
    if (condition.right.value === "system" && thrown === "access.denied") deeds.system = true;
  }
}

function alternativesOf(test) {
  return test.type === "LogicalExpression" && test.operator === "||"
    ? [...alternativesOf(test.left), ...alternativesOf(test.right)]
    : [test];
}

function isActor(node) {
  return nameOf(node) === "actor";
}

function thrownCode(statement) {
  const [only] = statement.type === "BlockStatement" ? statement.body : [statement];
  return only?.type === "ThrowStatement" && only.argument.callee?.name === "AppError"
    ? only.argument.arguments[0]?.value
    : undefined;
}

/** The last name of `a.b.c`, or of `(await a).b`. */
function nameOf(node) {
  switch (node?.type) {
    case "Identifier":
      return node.name;
    case "MemberExpression":
      return node.property.name;
    default:
      return undefined;
  }
}

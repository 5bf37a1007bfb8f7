import type { PermissionScope } from "@gloria/contracts";
import fc from "fast-check";

/** So many people and roles in each sequence. */
export const people = 3;
export const roles = 3;
/** What may be gained: of the catalogue, and one that the tenant has added. */
export const codes = ["school:read", "user:read", "user:delete", "audit:read", "koperasi:read"];
const patterns = [...codes, "user:*", "*:read"];
const scopes: readonly PermissionScope[] = ["OWN", "DEPARTMENT", "SCHOOL", "ALL"];
/** Rights end never, or in a while: before the later of the two instants at which everything is asked. */
const aWhile = "2090-01-01T00:00:00.000Z";
const soon = "2027-06-01T00:00:00.000Z";
export const later = new Date("2089-01-01T00:00:00.000Z");

const person = fc.nat(people - 1);
const role = fc.nat(roles - 1);
const place = fc.constantFrom("none", "first", "second", "department");
const right = fc.record({
  code: fc.constantFrom(...patterns),
  scope: fc.constantFrom(...scopes),
  effect: fc.constantFrom("ALLOW" as const, "ALLOW" as const, "ALLOW" as const, "DENY" as const),
  validUntil: fc.constantFrom(null, null, aWhile, soon),
});

/** What somebody begins with. */
export const held = fc.oneof(
  fc.record({ kind: fc.constant("grant" as const), person, place, right }),
  fc.record({ kind: fc.constant("role_grant" as const), role, right }),
  fc.record({
    kind: fc.constant("assignment" as const),
    person,
    role,
    place,
    validUntil: fc.constantFrom(null, null, aWhile, soon),
  }),
  // Rights wide enough to be handed on, and DENYs that somebody could want to lift.
  fc.record({
    kind: fc.constant("grant" as const),
    person,
    place: fc.constant("none" as const),
    right: right.map((one) => ({ ...one, scope: "ALL" as const })),
  }),
  fc.record({
    kind: fc.constant("grant" as const),
    person,
    place: fc.constant("none" as const),
    right: fc.constantFrom(...patterns).map((code) => ({
      code,
      scope: "ALL" as const,
      effect: "ALLOW" as const,
      validUntil: null,
    })),
  }),
);

/** One call of a verb by somebody. */
export const step = fc.oneof(
  fc.record({ kind: fc.constant("grant" as const), actor: person, person, place, right }),
  fc.record({ kind: fc.constant("end" as const), actor: person, which: fc.nat(20) }),
  fc.record({ kind: fc.constant("role_grant" as const), actor: person, role, right }),
  fc.record({ kind: fc.constant("bulk" as const), actor: person, role, right, which: fc.nat(20) }),
  fc.record({
    kind: fc.constant("assign" as const),
    actor: person,
    person,
    role,
    place,
    validUntil: fc.constantFrom(null, aWhile, soon),
  }),
  fc.record({ kind: fc.constant("remove" as const), actor: person, person, role }),
  fc.record({
    kind: fc.constant("edge" as const),
    actor: person,
    child: role,
    parent: role,
    action: fc.constantFrom("add" as const, "add" as const, "remove" as const),
    inherit: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("resource" as const), actor: person, person, about: person, right }),
  fc.record({ kind: fc.constant("delegate" as const), actor: person, person, right, isHandedOn: fc.boolean() }),
  fc.record({ kind: fc.constant("revoke" as const), actor: person, which: fc.nat(5) }),
  fc.record({
    kind: fc.constant("template" as const),
    actor: person,
    // Those for people come first, then those for roles.
    template: fc.nat(1),
    subject: fc.oneof(fc.record({ person }), fc.record({ role })),
    validUntil: fc.constantFrom(null, aWhile, soon),
  }),
);

type Value<Made> = Made extends fc.Arbitrary<infer Of> ? Of : never;
export type Held = Value<typeof held>;
export type Step = Value<typeof step>;
export type Place = Value<typeof place>;
export const kinds: readonly Step["kind"][] = [
  "grant",
  "end",
  "role_grant",
  "bulk",
  "assign",
  "remove",
  "edge",
  "resource",
  "delegate",
  "revoke",
  "template",
];

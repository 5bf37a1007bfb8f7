import { userStatuses } from "@gloria/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ClerkAction, type LocalPerson, type RemotePerson, reconcile } from "./reconcile.ts";

const me: LocalPerson = {
  id: "1",
  clerkUserId: null,
  name: "Siti Aminah",
  email: "siti@x.example",
  phone: null,
  nip: "N1",
  status: "invited",
  deleted: false,
  suspendedByClerk: false,
};
const remote: RemotePerson = {
  clerkUserId: "user_1",
  name: "Siti Aminah",
  email: "siti@x.example",
  phone: null,
  externalId: null,
  banned: false,
  locked: false,
  deleted: false,
  member: true,
};
const linked: LocalPerson = { ...me, clerkUserId: "user_1", status: "active" };

describe("reconcile", () => {
  it("links by e-mail, by NIP, and never somebody who was never a member", () => {
    expect(reconcile([me], remote)).toEqual([
      { kind: "link", userId: "1" },
      { kind: "activate", userId: "1" },
    ]);
    expect(reconcile([me], { ...remote, email: null, externalId: "N1" })[0]).toEqual({ kind: "link", userId: "1" });
    expect(reconcile([me], { ...remote, member: null })).toEqual([]);
  });

  it.each<[string, readonly LocalPerson[], Partial<RemotePerson>, readonly string[], string]>([
    ["nobody is meant", [{ ...me, email: "other@x.example" }], {}, [], "unmatched"],
    ["two are meant", [me, { ...me, id: "2", email: null, nip: "N2" }], { externalId: "N2" }, ["1", "2"], "ambiguous"],
    ["the one who is meant signs in otherwise", [{ ...me, clerkUserId: "user_2" }], {}, ["1"], "already_linked"],
  ])("asks a person when %s", (_case, locals, more, candidateIds, reason) => {
    expect(reconcile(locals, { ...remote, ...more })).toEqual([{ kind: "review", reason, candidateIds }]);
  });

  it("does not take an address that somebody else has, and does the rest", () => {
    const other = { ...me, id: "2", email: "baru@x.example", nip: null };
    expect(reconcile([linked, other], { ...remote, email: "baru@x.example", name: "Siti A." })).toEqual([
      { kind: "update", userId: "1", fields: { name: "Siti A." } },
      { kind: "review", reason: "in_use", candidateIds: ["2"] },
    ]);
  });

  it.each([
    [{ deleted: true }, "deleted"],
    [{ banned: true }, "banned"],
    [{ locked: true }, "locked"],
    [{ member: false }, "left"],
  ] as const)("suspends for %j, and takes back only its own suspension", (more, why) => {
    expect(reconcile([linked], { ...remote, ...more })).toEqual([{ kind: "suspend", userId: "1", why }]);
    const suspended: LocalPerson = { ...linked, status: "suspended" };
    expect(reconcile([suspended], { ...remote, ...more })).toEqual([]);
    expect(reconcile([suspended], remote)).toEqual([]);
    expect(reconcile([{ ...suspended, suspendedByClerk: true }], remote)).toEqual([{ kind: "activate", userId: "1" }]);
  });

  it("leaves who has left or is deleted alone", () => {
    expect(reconcile([{ ...linked, status: "resigned" }], { ...remote, name: "X" })).toEqual([]);
    expect(reconcile([{ ...linked, deleted: true }], { ...remote, name: "X" })).toEqual([]);
  });

  const emails = fc.option(fc.constantFrom("a@x.example", "b@x.example"));
  const persons = fc.uniqueArray(
    fc.record<LocalPerson>({
      id: fc.constantFrom("1", "2", "3"),
      clerkUserId: fc.option(fc.constantFrom("user_1", "user_2")),
      name: fc.constantFrom("A", "B"),
      email: emails,
      phone: fc.option(fc.constantFrom("081", "082")),
      nip: fc.option(fc.constantFrom("N1", "N2")),
      status: fc.constantFrom(...userStatuses),
      deleted: fc.boolean(),
      suspendedByClerk: fc.boolean(),
    }),
    { selector: (person) => person.id },
  );
  const remotes = fc.record<RemotePerson>({
    clerkUserId: fc.constant("user_1"),
    name: fc.option(fc.constantFrom("A", "B")),
    email: emails,
    phone: fc.option(fc.constantFrom("081", "082")),
    externalId: fc.option(fc.constantFrom("N1", "N2")),
    banned: fc.boolean(),
    locked: fc.boolean(),
    deleted: fc.boolean(),
    member: fc.option(fc.boolean()),
  });

  it("has nothing left to do once it is done, but what a person must decide", () => {
    fc.assert(
      fc.property(persons, remotes, (locals, said) => {
        const actions = reconcile(locals, said);
        const again = reconcile(after(locals, said, actions), said);
        expect(again.filter((action) => action.kind !== "review")).toEqual([]);
        expect(again).toEqual(actions.filter((action) => action.kind === "review"));
      }),
    );
  });

  it("does not depend on the order in which people are found", () => {
    fc.assert(
      fc.property(
        persons.filter((all) => all.filter((one) => one.clerkUserId === "user_1").length <= 1),
        remotes,
        (locals, said) => {
          const kinds = (actions: readonly ClerkAction[]) => actions.map((action) => action.kind);
          expect(kinds(reconcile([...locals].reverse(), said))).toEqual(kinds(reconcile(locals, said)));
        },
      ),
    );
  });
});

/** The people once the actions are done. */
function after(locals: readonly LocalPerson[], said: RemotePerson, actions: readonly ClerkAction[]): LocalPerson[] {
  return locals.map((local) => {
    const changes = actions.flatMap((action) =>
      action.kind === "review" || action.userId !== local.id ? [] : [changeOf(action, said)],
    );
    return Object.assign({}, local, ...changes);
  });
}

function changeOf(action: Exclude<ClerkAction, { kind: "review" }>, said: RemotePerson): Partial<LocalPerson> {
  switch (action.kind) {
    case "link":
      return { clerkUserId: said.clerkUserId };
    case "update":
      return action.fields;
    case "suspend":
      return { status: "suspended", suspendedByClerk: true };
    case "activate":
      return { status: "active", suspendedByClerk: false };
  }
}

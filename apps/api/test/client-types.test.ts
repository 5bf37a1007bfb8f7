import type { AuditEvent, InboxItem, School, User, UserRow } from "@gloria/contracts";
import type { TRPCClient } from "@trpc/client";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { describe, expectTypeOf, it } from "vitest";
import type { AppRouter } from "../src/router-types.ts";

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

describe("the client's types", () => {
  it("are the contracts' own", () => {
    expectTypeOf<Outputs["users"]["get"]>().toEqualTypeOf<User>();
    expectTypeOf<Outputs["users"]["list"]["items"]>().toEqualTypeOf<UserRow[]>();
    expectTypeOf<Outputs["schools"]["create"]>().toEqualTypeOf<School>();
    expectTypeOf<Outputs["audit"]["list"]["items"]>().toEqualTypeOf<AuditEvent[]>();
    expectTypeOf<Outputs["notifications"]["get"]>().toEqualTypeOf<InboxItem>();
    expectTypeOf<Outputs["users"]["list"]["nextCursor"]>().toEqualTypeOf<string | null>();
  });

  it("ask for what is needed and refuse what is unknown", () => {
    expectTypeOf<Inputs["users"]["get"]>().toEqualTypeOf<{ id: string }>();
    expectTypeOf<{ name: string; nip: string }>().toExtend<Inputs["users"]["create"]>();
    expectTypeOf<{ nip: string }>().not.toExtend<Inputs["users"]["create"]>();
    expectTypeOf<{ status: "gone"; id: string }>().not.toExtend<Inputs["users"]["update"]>();
    expectTypeOf<{ level: "SD"; limit: number }>().toExtend<Inputs["schools"]["list"]>();
    expectTypeOf<{ level: "XX" }>().not.toExtend<Inputs["schools"]["list"]>();
    expectTypeOf<Inputs["auth"]["me"]>().toEqualTypeOf<void>();
  });

  it("make readers queries and writers mutations", () => {
    type Client = TRPCClient<AppRouter>;
    expectTypeOf<Client["users"]["list"]>().toHaveProperty("query");
    expectTypeOf<Client["users"]["list"]>().not.toHaveProperty("mutate");
    expectTypeOf<Client["users"]["create"]>().toHaveProperty("mutate");
    expectTypeOf<Client["notifications"]["stream"]>().toHaveProperty("subscribe");
  });

  it("tell times as text and never as dates, over the wire as here", () => {
    expectTypeOf<Outputs["users"]["get"]["createdAt"]>().toEqualTypeOf<string>();
    expectTypeOf<Outputs["auth"]["login"]["expiresAt"]>().toEqualTypeOf<string>();
  });
});

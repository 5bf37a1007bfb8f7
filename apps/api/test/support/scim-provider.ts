import { newId } from "@gloria/core";
import { makeTenant, type TestDatabase, type TestTenant } from "@gloria/testkit";
import { expect } from "vitest";
import type { Answer, ApiHouse, CallOptions } from "./api-house.ts";

/** An identity provider with a token of a foundation. */
export interface ScimProvider {
  readonly tenant: TestTenant;
  /** Token of the person who made the provider's. */
  readonly admin: string;
  readonly tokenId: string;
  readonly token: string;
  scim(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Answer>;
}

export interface ScimProviders {
  /** Signs a person in by their e-mail. */
  tokenOf(userId: string): Promise<string>;
  /** In a new tenant, by its administrator, unless told otherwise. */
  makeProvider(tenant?: TestTenant, as?: string): Promise<ScimProvider>;
}

export function scimProviders(database: TestDatabase, house: ApiHouse): ScimProviders {
  async function tokenOf(userId: string): Promise<string> {
    const [row] = await database.owner<{ email: string }[]>`select email from gloria.users where id = ${userId}`;
    return house.tokenOf(row?.email ?? "");
  }

  async function makeProvider(tenant?: TestTenant, as?: string): Promise<ScimProvider> {
    const of = tenant ?? (await makeTenant(database));
    const admin = await tokenOf(as ?? of.adminId);
    const issued = await house.call("POST", "/scim-tokens", { token: admin, body: { name: "Entra" } });
    expect(issued.status, issued.text).toBe(201);
    const { id, token } = issued.body;
    return {
      tenant: of,
      admin,
      tokenId: id,
      token,
      scim: (method, path, body, options = {}) =>
        house.call(method, `./scim/v2${path}`, {
          token,
          ...options,
          headers: { ...(body === undefined ? {} : { "content-type": "application/scim+json" }), ...options.headers },
          ...(body === undefined ? {} : { raw: JSON.stringify(body) }),
        }),
    };
  }

  return { tokenOf, makeProvider };
}

export const newUserName = () => `s${newId().slice(-10)}@demo.example`;

export const filterBy = (filter: string) => `/Users?filter=${encodeURIComponent(filter)}`;

export const patchOf = (...operations: object[]) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations: operations,
});

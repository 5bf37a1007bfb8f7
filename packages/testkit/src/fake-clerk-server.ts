import { createHmac, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** What Clerk keeps of a user, as far as anything here asks for it. */
export interface FakeClerkUser {
  readonly id: string;
  external_id: string | null;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  email_verified: boolean;
  phone: string | null;
  banned: boolean;
  locked: boolean;
  created_at: number;
  updated_at: number;
}

export interface FakeClerkMembership {
  readonly id: string;
  readonly organizationId: string;
  readonly userId: string;
  role: string;
  created_at: number;
  updated_at: number;
}

/** A signed delivery, as Svix makes one for Clerk. */
export interface SignedDelivery {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Clerk's Backend API on a port of the loopback address, with a memory that the test fills. */
export interface FakeClerkServer {
  readonly url: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly users: Map<string, FakeClerkUser>;
  readonly memberships: Map<string, FakeClerkMembership>;
  /** Ids of sessions that were revoked over the API. */
  readonly revokedSessions: string[];
  /** Method and path of every call, oldest first. */
  readonly calls: string[];
  /** Answers everything with this status until it is null again. */
  failWith: number | null;
  addUser(fields?: Partial<FakeClerkUser>): FakeClerkUser;
  addMembership(userId: string, organizationId: string, fields?: Partial<FakeClerkMembership>): FakeClerkMembership;
  /** `data` of user.created and user.updated, as the user is now. */
  userData(user: FakeClerkUser): Record<string, unknown>;
  /** `data` of the organizationMembership events. */
  membershipData(membership: FakeClerkMembership): Record<string, unknown>;
  /** Signs an event; the same `id` is the same delivery. */
  sign(type: string, data: unknown, options?: { readonly id?: string; readonly atMs?: number }): SignedDelivery;
  close(): Promise<void>;
}

const id = (prefix: string) => `${prefix}_${randomBytes(14).toString("hex").slice(0, 27)}`;

export async function startFakeClerkServer(): Promise<FakeClerkServer> {
  const key = randomBytes(32);
  const users = new Map<string, FakeClerkUser>();
  const memberships = new Map<string, FakeClerkMembership>();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      send(response, 500, clerkError("internal", String(error)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the fake of Clerk has no port");

  const fake: FakeClerkServer = {
    url: `http://127.0.0.1:${address.port}`,
    secretKey: `sk_test_${randomBytes(16).toString("hex")}`,
    webhookSecret: `whsec_${key.toString("base64")}`,
    users,
    memberships,
    revokedSessions: [],
    calls: [],
    failWith: null,
    addUser(fields = {}) {
      const user: FakeClerkUser = {
        id: id("user"),
        external_id: null,
        first_name: "Siti",
        last_name: "Aminah",
        email: null,
        email_verified: true,
        phone: null,
        banned: false,
        locked: false,
        created_at: 1_700_000_000_000,
        updated_at: 1_700_000_000_000,
        ...fields,
      };
      users.set(user.id, user);
      return user;
    },
    addMembership(userId, organizationId, fields = {}) {
      const membership: FakeClerkMembership = {
        id: id("orgmem"),
        organizationId,
        userId,
        role: "org:member",
        created_at: 1_700_000_000_000,
        updated_at: 1_700_000_000_000,
        ...fields,
      };
      memberships.set(membership.id, membership);
      return membership;
    },
    userData: userJson,
    membershipData: membershipJson,
    sign(type, data, { id: messageId = id("msg"), atMs = Date.now() } = {}) {
      const body = JSON.stringify({ type, object: "event", data, timestamp: atMs, instance_id: "ins_1" });
      const at = String(Math.floor(Date.now() / 1000));
      const mac = createHmac("sha256", key).update(`${messageId}.${at}.${body}`).digest("base64");
      return {
        body,
        headers: {
          "content-type": "application/json",
          "svix-id": messageId,
          "svix-timestamp": at,
          "svix-signature": `v1,${mac}`,
        },
      };
    },
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error === undefined ? resolve() : reject(error)));
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", fake.url);
    fake.calls.push(`${request.method} ${url.pathname}`);
    request.resume();
    if (fake.failWith !== null) return send(response, fake.failWith, clerkError("internal", "told to fail"));
    if (request.headers.authorization !== `Bearer ${fake.secretKey}`) {
      return send(response, 401, clerkError("authorization_invalid", "Unauthorized request."));
    }
    const [, version, kind, entity, action] = url.pathname.split("/");
    if (version !== "v1") return send(response, 404, clerkError("not_found", "Not found"));
    if (kind === "users" && entity !== undefined && request.method === "GET") {
      const user = users.get(entity);
      if (user === undefined) return send(response, 404, clerkError("resource_not_found", "not found"));
      if (action === undefined) return send(response, 200, userJson(user));
      if (action === "organization_memberships") {
        const all = [...memberships.values()].filter((membership) => membership.userId === user.id);
        return send(response, 200, pageOf(all.map(membershipJson), url));
      }
    }
    if (kind === "organizations" && entity !== undefined && action === "memberships" && request.method === "GET") {
      const all = [...memberships.values()].filter((membership) => membership.organizationId === entity);
      return send(response, 200, pageOf(all.map(membershipJson), url));
    }
    if (kind === "sessions" && entity !== undefined && action === "revoke" && request.method === "POST") {
      fake.revokedSessions.push(entity);
      return send(response, 200, { object: "session", id: entity, status: "revoked" });
    }
    send(response, 404, clerkError("not_found", "Not found"));
  }

  return fake;
}

function pageOf(all: readonly unknown[], url: URL) {
  const offset = Number(url.searchParams.get("offset") ?? 0);
  const limit = Number(url.searchParams.get("limit") ?? 10);
  return { data: all.slice(offset, offset + limit), total_count: all.length };
}

function userJson(user: FakeClerkUser): Record<string, unknown> {
  const { email, email_verified, phone, ...rest } = user;
  return {
    object: "user",
    ...rest,
    username: null,
    primary_email_address_id: email === null ? null : "idn_email",
    email_addresses:
      email === null
        ? []
        : [
            {
              id: "idn_email",
              object: "email_address",
              email_address: email,
              verification: { status: email_verified ? "verified" : "unverified", strategy: "email_code" },
              linked_to: [],
            },
          ],
    primary_phone_number_id: phone === null ? null : "idn_phone",
    phone_numbers:
      phone === null ? [] : [{ id: "idn_phone", object: "phone_number", phone_number: phone, linked_to: [] }],
    primary_web3_wallet_id: null,
    web3_wallets: [],
    external_accounts: [],
    enterprise_accounts: [],
    public_metadata: {},
    private_metadata: {},
    unsafe_metadata: {},
  };
}

function membershipJson(membership: FakeClerkMembership): Record<string, unknown> {
  const { organizationId, userId, ...rest } = membership;
  return {
    object: "organization_membership",
    ...rest,
    permissions: [],
    public_metadata: {},
    private_metadata: {},
    organization: { object: "organization", id: organizationId, name: "Yayasan", slug: "yayasan" },
    public_user_data: { user_id: userId, identifier: userId, first_name: null, last_name: null },
  };
}

function clerkError(code: string, message: string) {
  return { errors: [{ code, message, long_message: message, meta: {} }], clerk_trace_id: "trace" };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

import { makeTenant, testDatabase } from "@gloria/testkit";
import { expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";

const database = testDatabase();
const house = apiHouse(database);

it("lets a person in by the printed code, whose session an administrator then sees and ends", async () => {
  const tenant = await makeTenant(database);
  const [admin] = await database.owner<
    { email: string }[]
  >`select email from gloria.users where id = ${tenant.adminId}`;
  const token = await house.tokenOf(admin?.email ?? "");
  const body = { people: [{ name: "Tanpa Surel", nip: "TS-1" }] };
  const headers = { "idempotency-key": "invite-once" };
  const invited = await house.call("POST", "/invitations", { token, body, headers });
  expect(invited.body).toMatchObject({ invited: 1, refused: 0, items: [{ proof: "code" }] });
  const [{ printed, userId }] = invited.body.items;
  const again = await house.call("POST", "/invitations", { token, body, headers });
  expect(again.body.items).toEqual([{ ...invited.body.items[0], printed: null }]);

  const wrong = await house.call("POST", "/invitations/accept", {
    body: { tenant: tenant.code, code: "AAAA-AAAA-AAAA" },
  });
  expect(wrong.body).toMatchObject({ status: 401, code: "invitation.invalid" });
  const proof = { tenant: printed.tenantCode, code: printed.code };
  const accepted = await house.call("POST", "/invitations/accept", { body: proof });
  expect(accepted.body).toMatchObject({ userId, continueUrl: null, login: { user: { status: "active" } } });
  const mine = { token: accepted.body.login.token };
  expect((await house.call("GET", "/auth/me", mine)).body.user).toMatchObject({ id: userId, nip: "TS-1" });
  expect((await house.call("POST", "/invitations/accept", { body: proof })).body).toMatchObject({
    status: 409,
    code: "invitation.already_accepted",
  });

  const sessions = await house.call("GET", `/users/${userId}/sessions`, { token });
  expect(sessions.body).toMatchObject({ items: [{ source: "local", current: false }], can: { close: true } });
  expect((await house.call("DELETE", `/users/${userId}/sessions`, { token })).body).toEqual({ closed: 1 });
  expect((await house.call("GET", "/auth/me", mine)).body).toMatchObject({ code: "auth.session_revoked" });
  const both = await house.call("POST", "/invitations/accept", { body: { token: "x", code: "y", tenant: "z" } });
  expect(both.body).toMatchObject({ status: 422, errors: [{ path: "token" }] });
});

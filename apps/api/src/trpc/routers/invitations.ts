import {
  acceptInvitationInput,
  acceptInvitationOutput,
  invitationOutput,
  invitationPageOutput,
  inviteUsersInput,
  inviteUsersOutput,
  listInvitationsInput,
  resendInvitationInput,
  resendInvitationOutput,
  withdrawInvitationInput,
} from "@gloria/contracts";
import { acceptInvitation, inviteUsers, listInvitations, resendInvitation, withdrawInvitation } from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, publicProcedure, router } from "../procedures.ts";

const tag = "invitations";

export const invitationsRouter = router({
  list: permitted("invitation:read", {
    cost: "read",
    rest: { method: "GET", path: "/invitations", tag, summary: "Page and filter invitations" },
  })
    .input(asked(listInvitationsInput))
    .output(answered(invitationPageOutput))
    .query(({ ctx, input }) => listInvitations(ctx.api.services, ctx.tenant, input)),
  create: permitted("invitation:create", {
    cost: "bulk",
    idempotent: true,
    rest: { method: "POST", path: "/invitations", tag, summary: "Invite one person or many, with item results" },
  })
    .input(asked(inviteUsersInput))
    .output(answered(inviteUsersOutput))
    .mutation(({ ctx, input }) => inviteUsers(ctx.api.services, ctx.tenant, input)),
  accept: publicProcedure({
    cost: "auth",
    rest: { method: "POST", path: "/invitations/accept", tag, summary: "Accept by a link's token or a printed code" },
  })
    .input(asked(acceptInvitationInput))
    .output(answered(acceptInvitationOutput))
    .mutation(({ ctx, input }) => acceptInvitation(ctx.api.services, ctx.api.signIn, ctx, input)),
  resend: permitted("invitation:update", {
    cost: "write",
    idempotent: true,
    rest: {
      method: "POST",
      path: "/invitations/{id}/resend",
      tag,
      summary: "Send again; the old link or code is dead",
    },
  })
    .input(asked(resendInvitationInput))
    .output(answered(resendInvitationOutput))
    .mutation(({ ctx, input }) => resendInvitation(ctx.api.services, ctx.tenant, input)),
  withdraw: permitted("invitation:delete", {
    cost: "write",
    rest: { method: "DELETE", path: "/invitations/{id}", tag, summary: "Withdraw" },
  })
    .input(asked(withdrawInvitationInput))
    .output(answered(invitationOutput))
    .mutation(({ ctx, input }) => withdrawInvitation(ctx.api.services, ctx.tenant, input)),
});

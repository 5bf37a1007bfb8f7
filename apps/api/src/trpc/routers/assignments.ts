import {
  actingPageOutput,
  actingRuleOutput,
  assignmentChangeOutput,
  assignUserInput,
  endAssignmentInput,
  listActingInput,
  listSchoolPeopleInput,
  orgChartInput,
  orgChartOutput,
  schoolPersonPageOutput,
  setActingRuleInput,
  transferUserInput,
  updateAssignmentInput,
  userTransferOutput,
} from "@gloria/contracts";
import {
  assignUser,
  endAssignment,
  getActingRule,
  getOrgChart,
  listActing,
  listSchoolPeople,
  setActingRule,
  transferUser,
  updateAssignment,
} from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "assignments";

export const assignmentsRouter = router({
  acting: permitted("assignment:read", {
    cost: "read",
    rest: { method: "GET", path: "/organizations/acting", tag, summary: "Who acts now or will, nearest end first" },
  })
    .input(asked(listActingInput))
    .output(answered(actingPageOutput))
    .query(({ ctx, input }) => listActing(ctx.api.services, ctx.tenant, input)),
  actingRule: permitted("tenant:read", {
    cost: "read",
    rest: {
      method: "GET",
      path: "/organizations/acting-rule",
      tag,
      summary: "How long somebody may act in a vacant seat",
    },
  })
    .output(answered(actingRuleOutput))
    .query(({ ctx }) => getActingRule(ctx.api.services, ctx.tenant)),
  setActingRule: permitted("tenant:update", {
    cost: "write",
    rest: {
      method: "PUT",
      path: "/organizations/acting-rule",
      tag,
      summary: "Set how long somebody may act in a vacant seat",
    },
  })
    .input(asked(setActingRuleInput))
    .output(answered(actingRuleOutput))
    .mutation(({ ctx, input }) => setActingRule(ctx.api.services, ctx.tenant, input)),
  chart: permitted("position:read", {
    cost: "read",
    rest: {
      method: "GET",
      path: "/organizations/chart",
      tag,
      summary: "Positions with their lines, holders and vacancies, as of a date",
    },
  })
    .input(asked(orgChartInput))
    .output(answered(orgChartOutput))
    .query(({ ctx, input }) => getOrgChart(ctx.api.services, ctx.tenant, input)),
  schoolPeople: permitted("user:read", {
    cost: "read",
    rest: {
      method: "GET",
      path: "/organizations/schools/{id}/people",
      tag,
      summary: "Who holds what in a school, as of a date",
    },
  })
    .input(asked(listSchoolPeopleInput))
    .output(answered(schoolPersonPageOutput))
    .query(({ ctx, input }) => listSchoolPeople(ctx.api.services, ctx.tenant, input)),
  assign: permitted("assignment:create", {
    cost: "write",
    idempotent: true,
    rest: {
      method: "POST",
      path: "/organizations/positions/{id}/assign-user",
      tag,
      summary: "Give a person this position, definitively or acting, from a day on",
    },
  })
    .input(asked(assignUserInput))
    .output(answered(assignmentChangeOutput))
    .mutation(({ ctx, input }) => assignUser(ctx.api.services, ctx.tenant, input)),
  update: permitted("assignment:update", {
    cost: "write",
    rest: {
      method: "PATCH",
      path: "/users/{id}/positions/{assignmentId}",
      tag,
      summary: "Change or extend an assignment",
    },
  })
    .input(asked(updateAssignmentInput))
    .output(answered(assignmentChangeOutput))
    .mutation(({ ctx, input }) => updateAssignment(ctx.api.services, ctx.tenant, input)),
  end: permitted("assignment:close", {
    cost: "write",
    rest: { method: "POST", path: "/users/{id}/positions/{assignmentId}/end", tag, summary: "End an assignment" },
  })
    .input(asked(endAssignmentInput))
    .output(answered(assignmentChangeOutput))
    .mutation(({ ctx, input }) => endAssignment(ctx.api.services, ctx.tenant, input)),
  transfer: permitted("assignment:create", {
    cost: "write",
    idempotent: true,
    rest: {
      method: "POST",
      path: "/users/{id}/transfer",
      tag,
      summary: "Close one assignment and open another on the same day, with preview",
    },
  })
    .input(asked(transferUserInput))
    .output(answered(userTransferOutput))
    .mutation(({ ctx, input }) => transferUser(ctx.api.services, ctx.tenant, input)),
});

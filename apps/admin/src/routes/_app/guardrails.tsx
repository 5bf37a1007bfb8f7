import { createFileRoute } from "@tanstack/react-router";
import { GuardrailsPage } from "../../features/guardrails/guardrails-page.tsx";
import { guardrailsSearch } from "../../features/guardrails/guardrails-search.ts";

export const Route = createFileRoute("/_app/guardrails")({
  component: GuardrailsPage,
  validateSearch: guardrailsSearch,
});

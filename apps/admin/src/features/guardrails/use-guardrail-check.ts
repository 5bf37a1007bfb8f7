import type { CreateGuardrailInput, GuardrailChange } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type Failure, failureOf } from "../../lib/failure.ts";
import { useLocale } from "../../lib/i18n.ts";
import { useApi } from "../../lib/trpc.ts";
import { useDelayed } from "../../lib/use-delayed.ts";

const typingPauseMs = 400;

interface GuardrailCheck {
  readonly checking: boolean;
  readonly answer: GuardrailChange | undefined;
  readonly failure: Failure | null;
}

/** What the server makes of a code and a condition while they are written: a dry run, with everything else left open. */
export function useGuardrailCheck(code: string, condition: string): GuardrailCheck {
  const api = useApi();
  const locale = useLocale();
  const wanted = useDelayed(JSON.stringify([code.trim(), condition.trim()]), typingPauseMs);
  const [asked = "", source = ""]: string[] = JSON.parse(wanted);
  const input: CreateGuardrailInput = {
    kind: "other",
    name: asked,
    code: asked,
    reason: asked,
    ...(source ? { condition: source } : {}),
    dryRun: true,
  };
  const check = useQuery({
    queryKey: ["guardrail-check", locale, asked, source],
    queryFn: () => api.guardrails.create.mutate(input),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });
  return {
    checking: check.isFetching || wanted !== JSON.stringify([code.trim(), condition.trim()]),
    answer: check.data,
    failure: check.error ? failureOf(check.error) : null,
  };
}

import type { Grant } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Failure, failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";

interface EndGrant {
  /** `onDone` is called when it is taken back; a refusal stays in `refusal`, for the dialog that asked. */
  readonly end: (grant: Grant, reason: string, onDone: () => void) => void;
  readonly busy: boolean;
  readonly refusal: Failure | null;
  readonly forget: () => void;
}

/** Takes a right back; the toast gives the same right again. */
export function useEndGrant(): EndGrant {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const failureText = useFailureText();
  const end = useMutation({
    mutationFn: ({ grant, reason }: { grant: Grant; reason: string }) =>
      api.grants.end.mutate({ id: grant.id, ...(reason ? { reason } : {}) }),
    onSettled: refresh,
  });
  const again = useMutation({
    mutationFn: async (grant: Grant) => {
      const terms = termsOf(grant);
      const { kind, id } = grant.subject;
      if (kind === "role") return api.roles.grant.mutate({ id, ...terms });
      return api.grants.create.mutate({
        subjectKind: kind,
        subjectId: id,
        ...terms,
        ...(kind === "user" ? { schoolId: grant.schoolId, departmentId: grant.departmentId } : {}),
      });
    },
    onSuccess: (_, grant) => void notifyDone(t("grant.addedToast", { code: grant.code })),
    onError: (error) => void notifyFailed(failureText(failureOf(error))),
    onSettled: refresh,
  });
  return {
    busy: end.isPending,
    refusal: end.error ? failureOf(end.error) : null,
    forget: () => end.reset(),
    end: (grant, reason, onDone) =>
      end.mutate(
        { grant, reason },
        {
          onSuccess() {
            onDone();
            const text = t("grant.endedToast", { code: grant.code });
            // A right over one thing is given where that thing is shown.
            if (grant.resource) void notifyDone(text);
            else void notifyDone(text, { label: t("common.undo"), run: () => again.mutate(grant) });
          },
        },
      ),
  };
}

/** The same terms from now on: what began long ago begins now. */
function termsOf(grant: Grant) {
  const begins = grant.validFrom !== null && Date.parse(grant.validFrom) > Date.now();
  return {
    code: grant.code,
    effect: grant.effect,
    scope: grant.scope,
    condition: grant.condition,
    validFrom: begins ? grant.validFrom : null,
    validUntil: grant.validUntil,
    reason: grant.reason,
  };
}

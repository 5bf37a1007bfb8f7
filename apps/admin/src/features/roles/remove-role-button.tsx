import type { RoleAssignment } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { useRightsRefresh } from "../../lib/use-rights-refresh.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";

/** Takes a role from a person, where the server allows it; the toast gives it again. */
export function RemoveRoleButton({ assignment }: { readonly assignment: RoleAssignment }) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useRightsRefresh();
  const failureText = useFailureText();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const { user, role } = assignment;
  const names = { role: role.name, person: user.name };
  const again = useMutation({
    mutationFn: () =>
      api.roles.assign.mutate({
        userId: user.id,
        roleId: role.id,
        schoolId: assignment.schoolId,
        departmentId: assignment.departmentId,
        validFrom: Date.parse(assignment.validFrom) > Date.now() ? assignment.validFrom : null,
        validUntil: assignment.validUntil,
        reason: assignment.reason,
      }),
    onSuccess: () => void notifyDone(t("role.assigned", names)),
    onError: (error) => void notifyFailed(failureText(failureOf(error))),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: () =>
      api.roles.remove.mutate({
        userId: user.id,
        roleId: role.id,
        assignmentId: assignment.id,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      }),
    onSuccess() {
      setAsking(false);
      void notifyDone(t("role.removed", names), { label: t("common.undo"), run: () => again.mutate() });
    },
    onSettled: refresh,
  });
  if (!assignment.can.remove) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        {t("role.remove")}
        <span className="sr-only">{user.name}</span>
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          setAsking(open);
          setReason("");
          remove.reset();
        }}
        title={t("role.removeTitle", { person: user.name })}
        body={t("role.removeBody", {
          ...names,
          place: assignment.departmentName ?? assignment.schoolName ?? t("role.everywhere"),
        })}
        confirmLabel={t("role.remove")}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        <div className="grid gap-4">
          <Field label={t("grant.reason")} hint={t("grant.reasonHint")} optionalLabel={t("common.optional")}>
            <Input
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              maxLength={400}
              autoComplete="off"
            />
          </Field>
          <RefusalNote failure={remove.error ? failureOf(remove.error) : null} />
        </div>
      </ConfirmDialog>
    </>
  );
}

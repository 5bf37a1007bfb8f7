import { useMutation } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { useEmployeeRefresh } from "./use-employee-refresh.ts";

interface LinkButtonProps {
  readonly nip: string;
  readonly userId: string;
  /** Who is linked by it, as the row that it stands in does not say. */
  readonly name: string;
  /** What speaks for it. */
  readonly why: "email" | "name";
}

/** Links an employee and an account in one press, as the server suggests. */
export function LinkButton({ nip, userId, name, why }: LinkButtonProps) {
  const { t } = useTranslation();
  const api = useApi();
  const failureText = useFailureText();
  const refresh = useEmployeeRefresh();
  const link = useMutation({
    mutationFn: () => api.employees.link.mutate({ nip, userId }),
    onSuccess: () => void notifyDone(t("employee.linkDone", { name })),
    onError: (error) => void notifyFailed(failureText(failureOf(error))),
    onSettled: refresh,
  });
  return (
    <Button busy={link.isPending} onClick={() => link.mutate()} className="justify-start text-left">
      <Link2 aria-hidden className="size-4 shrink-0" />
      <span>
        {t("employee.linkTo", { name })}
        <span className="font-normal text-ink-soft"> · {t(`employee.by.${why}`)}</span>
      </span>
    </Button>
  );
}

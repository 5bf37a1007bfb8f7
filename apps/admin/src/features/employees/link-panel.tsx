import type { Employee } from "@gloria/contracts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { TextLink } from "../../components/text-link.tsx";
import { usePeopleSource } from "../../components/use-pick-sources.ts";
import { failureOf } from "../../lib/failure.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { StatusBadge } from "../users/status-badge.tsx";
import { useEmployeeRefresh } from "./use-employee-refresh.ts";

/** The account that has this employee's number, or the way to one. */
export function LinkPanel({ employee }: { readonly employee: Employee }) {
  const { t } = useTranslation();
  return (
    <Panel title={t("employee.linkTitle")}>
      <div className="grid gap-4">
        <p className="text-sm text-ink-soft">{t("employee.linkLead")}</p>
        {employee.linkedUser ? (
          <Linked employee={employee} user={employee.linkedUser} />
        ) : employee.can.link ? (
          <LinkForm employee={employee} />
        ) : (
          <p>{t("employee.noAccount")}</p>
        )}
      </div>
    </Panel>
  );
}

function Linked({
  employee,
  user,
}: {
  readonly employee: Employee;
  readonly user: NonNullable<Employee["linkedUser"]>;
}) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useEmployeeRefresh();
  const [asking, setAsking] = useState(false);
  const unlink = useMutation({
    mutationFn: () => api.employees.unlink.mutate({ nip: employee.nip }),
    onSuccess() {
      setAsking(false);
      void notifyDone(t("employee.unlinkDone", { name: user.name }));
    },
    onSettled: refresh,
  });
  return (
    <p className="flex flex-wrap items-center justify-between gap-3">
      <span className="flex flex-wrap items-center gap-2">
        <TextLink to="/users/$userId" params={{ userId: user.id }}>
          {user.name}
        </TextLink>
        <StatusBadge status={user.status} />
      </span>
      {employee.can.link ? <Button onClick={() => setAsking(true)}>{t("employee.unlink")}</Button> : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          setAsking(open);
          unlink.reset();
        }}
        title={t("employee.unlinkTitle", { name: user.name })}
        body={t("employee.unlinkBody")}
        confirmLabel={t("employee.unlink")}
        busy={unlink.isPending}
        onConfirm={() => unlink.mutate()}
      >
        <RefusalNote failure={unlink.error ? failureOf(unlink.error) : null} />
      </ConfirmDialog>
    </p>
  );
}

function LinkForm({ employee }: { readonly employee: Employee }) {
  const { t } = useTranslation();
  const api = useApi();
  const refresh = useEmployeeRefresh();
  const source = usePeopleSource();
  const [person, setPerson] = useState<PickOption | null>(null);
  const link = useMutation({
    mutationFn: (userId: string) => api.employees.link.mutate({ nip: employee.nip, userId }),
    onSuccess: () => void notifyDone(t("employee.linkDone", { name: employee.name })),
    onSettled: refresh,
  });
  return (
    <form
      className="grid items-end gap-3 sm:grid-cols-[1fr_auto]"
      onSubmit={(event) => {
        event.preventDefault();
        if (person) link.mutate(person.id);
      }}
    >
      <EntityPicker
        label={t("employee.linkPick")}
        placeholder={t("employee.linkPlaceholder")}
        source={source}
        value={person}
        onPick={(option) => {
          setPerson(option);
          link.reset();
        }}
      />
      <Button type="submit" look="primary" disabled={person === null} busy={link.isPending}>
        {t("employee.link")}
      </Button>
      <div className="sm:col-span-2">
        <RefusalNote failure={link.error ? failureOf(link.error) : null} />
      </div>
    </form>
  );
}

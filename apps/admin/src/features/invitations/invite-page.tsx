import type { Invitee, InviteUsersResult, PrintedCode } from "@gloria/contracts";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../../components/page-header.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { UnsavedGuard } from "../../components/unsaved-guard.tsx";
import { failureOf } from "../../lib/failure.ts";
import { useMe } from "../../lib/me.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useApi, useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Textarea } from "../../ui/input.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { InviteOutcome } from "./invite-outcome.tsx";
import { PrintedCodes } from "./printed-codes.tsx";
import { readInvitees } from "./read-invitees.ts";
import { useInvitationRefresh } from "./use-invitation-refresh.ts";
import { WaitingPeople } from "./waiting-people.tsx";

/** As many as the server takes at once. */
const most = 1000;
const validities = [7, 14, 30, 90] as const;

interface Checked {
  /** What was checked, so that a later change asks for another check. */
  readonly asked: string;
  readonly names: readonly string[];
  readonly result: InviteUsersResult;
}

/** Invites people on record and new ones: checked by the server first, then sent, then the codes are printed. */
export function InvitePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const api = useApi();
  const trpc = useTRPC();
  const me = useMe();
  const refresh = useInvitationRefresh();
  const [text, setText] = useState("");
  const [homeSchoolId, setHomeSchoolId] = useState("");
  const [validDays, setValidDays] = useState<number>(14);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<string | undefined>();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [codes, setCodes] = useState<readonly PrintedCode[] | null>(null);
  const waiting = useQuery(trpc.users.list.queryOptions({ status: "invited", limit: 200 }));

  const read = readInvitees(text, homeSchoolId === "" ? null : homeSchoolId);
  const people: Invitee[] = [
    ...[...chosen].map((userId) => ({ userId })),
    ...read.people.map(({ invitee }) => invitee),
  ];
  const names = people.map((person) =>
    "userId" in person
      ? (waiting.data?.items.find((user) => user.id === person.userId)?.name ?? person.userId)
      : person.name,
  );
  const asked = JSON.stringify({ people, validDays });

  const check = useMutation({
    mutationFn: () => api.invitations.create.mutate({ people, validDays, dryRun: true }),
    onSuccess: (result) => setChecked({ asked, names, result }),
  });
  const send = useMutation({
    mutationFn: () => api.invitations.create.mutate({ people, validDays }),
    async onSuccess(result) {
      void notifyDone(t("invitation.sent", { count: result.invited }));
      const printed = result.items.flatMap((item) => (item.outcome === "invited" && item.printed ? item.printed : []));
      setText("");
      setChosen(new Set());
      setChecked(null);
      await refresh();
      if (printed.length > 0) setCodes(printed);
      else await navigate({ to: "/invitations" });
    },
  });

  if (codes) {
    return (
      <>
        <PageHeader title={t("invitation.inviteTitle")} />
        <PrintedCodes codes={codes} onClose={() => void navigate({ to: "/invitations" })} />
      </>
    );
  }
  const isCurrent = checked?.asked === asked;
  const refusal = send.error ?? check.error;
  return (
    <form
      noValidate
      className="mx-auto grid max-w-3xl gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        const [badLine] = read.problems;
        const wrong =
          badLine !== undefined
            ? t("invitation.lineProblem", { line: badLine })
            : people.length === 0
              ? t("invitation.linesRequired")
              : people.length > most
                ? t("invitation.linesTooMany", { maximum: most })
                : undefined;
        setProblem(wrong);
        if (wrong === undefined) check.mutate();
      }}
    >
      <UnsavedGuard isDirty={() => text.trim() !== "" || chosen.size > 0} />
      <PageHeader title={t("invitation.inviteTitle")} lead={t("invitation.inviteLead")} />
      <WaitingPeople chosen={chosen} onChange={setChosen} />
      <Panel>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field
            className="sm:col-span-2"
            label={t("invitation.lines")}
            hint={t("invitation.linesHint")}
            error={problem}
          >
            <Textarea
              rows={6}
              value={text}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => {
                setText(event.target.value);
                setProblem(undefined);
              }}
            />
          </Field>
          <Field label={t("invitation.homeSchool")} optionalLabel={t("common.optional")}>
            <Select
              emptyLabel={t("common.none")}
              options={me.schools.map((school) => ({ value: school.id, label: school.name }))}
              value={homeSchoolId}
              onChange={(event) => setHomeSchoolId(event.target.value)}
            />
          </Field>
          <Field label={t("invitation.validDays")}>
            <Select
              options={validities.map((count) => ({ value: String(count), label: t("invitation.days", { count }) }))}
              value={String(validDays)}
              onChange={(event) => setValidDays(Number(event.target.value))}
            />
          </Field>
        </div>
      </Panel>
      {checked ? <InviteOutcome result={checked.result} names={checked.names} /> : null}
      <RefusalNote failure={refusal ? failureOf(refusal) : null} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        {checked && !isCurrent ? <p className="mr-auto text-sm text-ink-soft">{t("invitation.checkAgain")}</p> : null}
        <Button onClick={() => void navigate({ to: "/invitations" })}>{t("common.cancel")}</Button>
        <Button type="submit" busy={check.isPending} look={isCurrent ? "secondary" : "primary"}>
          {t("invitation.check")}
        </Button>
        {checked && isCurrent && checked.result.invited > 0 ? (
          <Button look="primary" busy={send.isPending} onClick={() => send.mutate()}>
            {t("invitation.send", { count: checked.result.invited })}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

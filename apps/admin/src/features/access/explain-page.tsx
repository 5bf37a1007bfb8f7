import { useNavigate, useSearch } from "@tanstack/react-router";
import { CircleHelp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EntityPicker } from "../../components/entity-picker.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { usePermissionSource } from "../../components/use-permission-source.ts";
import { instantOf, localTimeOf } from "../../lib/local-time.ts";
import { holds, useMe, useTimeZone } from "../../lib/me.ts";
import { useSchoolScope } from "../../lib/school-scope.ts";
import { usePermissionName } from "../../lib/use-permission-name.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Message } from "../../ui/message.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { ExplainSearch } from "./access-search.ts";
import { isWhole, targetInput, targetKinds, targetOf } from "./asked-target.ts";
import { ExplainedAnswer } from "./explained-answer.tsx";
import { PersonChoice } from "./person-choice.tsx";
import { TargetChoice } from "./target-choice.tsx";

/** One question about one person, and every step to its answer. */
export function ExplainPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const me = useMe();
  const zone = useTimeZone(useSchoolScope());
  const permissions = usePermissionSource();
  const nameOf = usePermissionName();
  const search = useSearch({ from: "/_app/access/explain" });
  const target = targetOf(search);
  const userId = search.user ?? me.user.id;
  const change = (patch: ExplainSearch) =>
    void navigate({
      to: "/access/explain",
      search: (previous) => ({ ...previous, ...patch }),
      replace: true,
      resetScroll: false,
    });
  const asksOthers = holds(me, "permission:read") && holds(me, "user:read");
  return (
    <>
      <PageHeader title={t("access.explainTitle")} lead={t("access.explainLead")} />
      <div className="grid gap-5">
        <Panel overflowing>
          <div className="grid gap-5 sm:grid-cols-2 xl:grid-cols-3">
            {asksOthers ? (
              <PersonChoice id={userId} onPick={(id) => change({ user: id === me.user.id ? undefined : id })} />
            ) : (
              <Field label={t("access.person")}>
                <Input value={me.user.name} readOnly />
              </Field>
            )}
            <EntityPicker
              label={t("access.permission")}
              placeholder={t("access.permissionSearch")}
              source={permissions}
              value={search.code === undefined ? null : { id: search.code, label: nameOf(search.code) }}
              required
              onPick={(option) => change({ code: option?.id })}
            />
            <TargetChoice
              kinds={targetKinds}
              emptyLabel={t("access.targetAnywhere")}
              value={target}
              onChoose={({ kind, id }) => change({ on: kind, id })}
            />
            <div className="grid content-start gap-2">
              <Field label={t("access.when")} hint={t("access.whenHint")}>
                <Input
                  type="datetime-local"
                  value={search.at ? localTimeOf(search.at, zone) : ""}
                  onChange={(event) => change({ at: instantOf(event.target.value, zone) })}
                />
              </Field>
              {search.at ? (
                <Button className="justify-self-start" onClick={() => change({ at: undefined })}>
                  {t("access.whenNow")}
                </Button>
              ) : null}
            </div>
          </div>
        </Panel>
        {search.code === undefined ? (
          <Message icon={<CircleHelp />} title={t("access.askFirst")}>
            <p>{t("access.askFirstBody")}</p>
          </Message>
        ) : isWhole(target) ? (
          <ExplainedAnswer
            question={{
              userId,
              code: search.code,
              ...targetInput(target),
              ...(search.at ? { asOf: search.at } : {}),
            }}
          />
        ) : (
          <Message icon={<CircleHelp />} title={t("access.askTarget")} />
        )}
      </div>
    </>
  );
}

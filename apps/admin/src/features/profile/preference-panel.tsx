import { type UpdateUserPreferencesInput, type UserPreferences, weekStarts } from "@gloria/contracts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { failureOf } from "../../lib/failure.ts";
import { useFailureText } from "../../lib/failure-text.ts";
import { useMe } from "../../lib/me.ts";
import { notifyDone, notifyFailed } from "../../lib/notify.ts";
import { timeZoneOptions } from "../../lib/time-zones.ts";
import { usePersonalTRPC } from "../../lib/trpc.ts";
import { Field } from "../../ui/field.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Select } from "../../ui/select.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { NotificationWishes } from "./notification-wishes.tsx";

/** A person's language, zone, week and notifications. Each choice is saved as it is made. */
export function PreferencePanel({ userId }: { readonly userId: string }) {
  const { t } = useTranslation();
  const trpc = usePersonalTRPC();
  const me = useMe();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const preferences = useQuery(trpc.users.preferences.queryOptions({ id: userId }));
  const save = useMutation(
    trpc.users.updatePreferences.mutationOptions({
      onSuccess(fresh) {
        queryClient.setQueryData(trpc.users.preferences.queryKey({ id: userId }), fresh);
        void notifyDone(t("preference.saved"));
      },
      onError: (error) => void notifyFailed(failureText(failureOf(error))),
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.users.preferences.queryFilter({ id: userId })),
          queryClient.invalidateQueries(trpc.auth.me.queryFilter()),
        ]),
    }),
  );
  if (preferences.isPending) {
    return (
      <Panel title={t("preference.title")}>
        <SkeletonLines count={6} label={t("common.loading")} />
      </Panel>
    );
  }
  if (!preferences.data) return <FailurePanel error={preferences.error} onRetry={() => preferences.refetch()} />;
  const { data } = preferences;
  const change = (patch: Omit<UpdateUserPreferencesInput, "id">) => save.mutate({ id: userId, ...patch });
  const disabled = !data.can.update || save.isPending;
  return (
    <Panel title={t("preference.title")} flush>
      <div className="grid gap-5 p-5">
        <p className="text-sm text-ink-soft">{t(userId === me.user.id ? "preference.lead" : "preference.leadOther")}</p>
        <Choices data={data} disabled={disabled} onChange={change} />
      </div>
      <NotificationWishes
        notifications={data.notifications}
        disabled={disabled}
        onChange={(type, channel, wanted) => change({ notifications: { [type]: { [channel]: wanted } } })}
      />
    </Panel>
  );
}

interface ChoicesProps {
  readonly data: UserPreferences;
  readonly disabled: boolean;
  readonly onChange: (patch: Omit<UpdateUserPreferencesInput, "id">) => void;
}

function Choices({ data, disabled, onChange }: ChoicesProps) {
  const { t } = useTranslation();
  // What the foundation's choice is, is known where it applies.
  const foundation = (chosen: string | null, applies: string) =>
    chosen === null ? t("preference.foundation", { value: applies }) : t("user.asFoundation");
  const zones = timeZoneOptions(data.effective.timeZone);
  const zoneLabel = zones.find(({ value }) => value === data.effective.timeZone)?.label ?? data.effective.timeZone;
  return (
    <div className="grid gap-5 sm:grid-cols-3">
      <Field label={t("preference.messageLanguage")}>
        <Select
          disabled={disabled}
          emptyLabel={foundation(data.locale, t(`enumeration.locale.${data.effective.locale}`))}
          options={(["id", "en"] as const).map((value) => ({ value, label: t(`enumeration.locale.${value}`) }))}
          value={data.locale ?? ""}
          onChange={({ target }) =>
            onChange({ locale: target.value === "" ? null : target.value === "en" ? "en" : "id" })
          }
        />
      </Field>
      <Field label={t("preference.zone")}>
        <Select
          disabled={disabled}
          emptyLabel={foundation(data.timeZone, zoneLabel)}
          options={zones}
          value={data.timeZone ?? ""}
          onChange={({ target }) => onChange({ timeZone: target.value === "" ? null : target.value })}
        />
      </Field>
      <Field label={t("preference.weekStart")}>
        <Select
          disabled={disabled}
          emptyLabel={foundation(data.weekStart, t(`preference.week.${data.effective.weekStart}`))}
          options={weekStarts.map((value) => ({ value, label: t(`preference.week.${value}`) }))}
          value={data.weekStart ?? ""}
          onChange={({ target }) => onChange({ weekStart: weekStarts.find((day) => day === target.value) ?? null })}
        />
      </Field>
    </div>
  );
}

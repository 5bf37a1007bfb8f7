import { Search } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { PermissionText } from "../../components/permission-text.tsx";
import { useLabel } from "../../lib/i18n.ts";
import { usePermissionName } from "../../lib/use-permission-name.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import type { DelegableGroup } from "./delegable-rights.ts";

interface RightsChoiceProps {
  readonly groups: readonly DelegableGroup[];
  readonly chosen: readonly string[];
  readonly error: string | undefined;
  readonly onChoose: (codes: readonly string[]) => void;
}

/** Permissions to tick, under their headings, narrowed by a search; a heading ticks all that it shows. */
export function RightsChoice({ groups, chosen, error, onChoose }: RightsChoiceProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const nameOf = usePermissionName();
  const errorId = useId();
  const [q, setQ] = useState("");
  const words = q.toLowerCase().split(/\s+/);
  const shown = groups
    .map(({ group, codes }) => ({
      group,
      name: label(`permissionGroup.${group}`, group || t("common.unknown")),
      codes: codes.filter((code) => words.every((word) => `${code} ${nameOf(code).toLowerCase()}`.includes(word))),
    }))
    .filter(({ codes }) => codes.length > 0);
  const set = (codes: readonly string[], on: boolean) =>
    onChoose(on ? [...new Set([...chosen, ...codes])] : chosen.filter((code) => !codes.includes(code)));
  return (
    <fieldset className="grid gap-2" aria-describedby={error ? errorId : undefined}>
      <legend className="mb-1.5 flex w-full items-baseline justify-between gap-3 text-sm font-semibold">
        {t("delegation.permissions")}
        <span role="status" className="font-normal text-ink-soft">
          {t("delegation.chosen", { count: chosen.length })}
        </span>
      </legend>
      {groups.length === 0 ? <p className="text-sm text-ink-soft">{t("delegation.permissionsNone")}</p> : null}
      {groups.length > 0 ? (
        <>
          <Field label={t("delegation.permissionSearch")} hideLabel>
            <span className="relative block">
              <Search
                aria-hidden
                className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-soft"
              />
              <Input
                value={q}
                placeholder={t("delegation.permissionSearch")}
                autoComplete="off"
                className="pl-9"
                onChange={(event) => setQ(event.target.value)}
              />
            </span>
          </Field>
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
            tabIndex={0}
            aria-label={t("delegation.permissions")}
            className="grid max-h-72 gap-3 overflow-auto rounded-control border border-line p-3"
          >
            {shown.length === 0 ? <p className="text-sm text-ink-soft">{t("delegation.permissionsNotFound")}</p> : null}
            {shown.map(({ group, name, codes }) => (
              <div key={group} className="grid gap-1">
                <div className="flex items-center justify-between gap-3">
                  <h3 className="text-sm font-bold">{name}</h3>
                  <Button
                    look="quiet"
                    aria-label={t("delegation.chooseGroup", { group: name })}
                    onClick={() => set(codes, !codes.every((code) => chosen.includes(code)))}
                  >
                    {t("common.all")}
                  </Button>
                </div>
                {codes.map((code) => (
                  <Checkbox
                    key={code}
                    className="items-start py-1"
                    label={<PermissionText code={code} />}
                    checked={chosen.includes(code)}
                    onChange={(event) => set([code], event.target.checked)}
                  />
                ))}
              </div>
            ))}
          </section>
        </>
      ) : null}
      {error ? (
        <p id={errorId} className="text-sm font-medium text-danger-ink">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

import type { AuditEventDetail } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { PermissionText } from "../../components/permission-text.tsx";
import { TextLink } from "../../components/text-link.tsx";
import { useLabel } from "../../lib/i18n.ts";
import { Badge } from "../../ui/badge.tsx";

interface EventDecisionsProps {
  readonly event: AuditEventDetail;
}

/** What was decided about rights when it happened, each leading to its whole explanation as of that moment. */
export function EventDecisions({ event }: EventDecisionsProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const decisions = (event.decisions ?? []).flatMap((record) => {
    const { code, allowed, layer } = record;
    if (typeof code !== "string" || typeof allowed !== "boolean") return [];
    return [{ code, allowed, layer: typeof layer === "string" ? layer : null, place: placeOf(record) }];
  });
  if (decisions.length === 0) return null;
  return (
    <section className="grid gap-3">
      <h3 className="font-bold">{t("audit.decisions")}</h3>
      <ul className="grid gap-3 text-sm">
        {decisions.map(({ code, allowed, layer, place }) => (
          <li key={`${code} ${layer} ${place.id}`} className="grid justify-items-start gap-1.5">
            <PermissionText code={code} />
            <span className="flex flex-wrap items-center gap-2">
              <Badge tone={allowed ? "ok" : "danger"}>
                {t(allowed ? "audit.decisionAllowed" : "audit.decisionDenied")}
              </Badge>
              {layer ? <span className="text-ink-soft">{label(`explanation.layer_${layer}`, layer)}</span> : null}
            </span>
            {event.actor.kind === "user" && event.actor.id ? (
              <TextLink to="/access/explain" search={{ user: event.actor.id, code, at: event.occurredAt, ...place }}>
                {t("audit.explain")}
              </TextLink>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where it was asked, as far as the record says: where what was missing would have had to hold, or what held. */
function placeOf(record: Readonly<Record<string, unknown>>): { on?: string; id?: string } {
  const misses: readonly unknown[] = Array.isArray(record["nearMisses"]) ? record["nearMisses"] : [];
  const needed = recordOf(misses.map((miss) => recordOf(miss)["needed"]).find((place) => place !== undefined));
  const anchor = recordOf(record["anchor"]);
  const scope = needed["scope"] ?? record["scope"];
  if (scope === "ALL" || scope === "OWN") return { on: scope };
  const id =
    scope === "SCHOOL"
      ? (firstText(needed["schoolIds"]) ?? anchor["schoolId"])
      : (firstText(needed["departmentIds"]) ?? anchor["departmentId"]);
  return typeof scope === "string" && typeof id === "string" ? { on: scope, id } : {};
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function firstText(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  return typeof first === "string" ? first : undefined;
}

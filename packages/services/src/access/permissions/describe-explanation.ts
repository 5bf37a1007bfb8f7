import type { ExplainedRule, Locale, PermissionExplanation, PermissionScope } from "@gloria/contracts";
import { intlLocale, translate, zoneName } from "@gloria/i18n";
import type { ExplainedCandidate, ExplainedWindow, Explanation, NearMiss } from "@gloria/permissions";
import type { RuleFacts } from "./load-rule-facts.ts";

type Described = Omit<PermissionExplanation, "grantors">;
type NearMissAnswer = PermissionExplanation["nearMisses"][number];

/**
 * An explanation in words: closed words become sentences, ids get the names that the caller may see, and times are those
 * of `timeZone`.
 */
export function describeExplanation(
  explanation: Explanation,
  facts: RuleFacts,
  words: { readonly locale: Locale; readonly timeZone: string; readonly title: string },
): Described {
  return new Describer(facts, words).explanation(explanation, words.title);
}

class Describer {
  readonly #facts: RuleFacts;
  readonly #locale: Locale;
  readonly #timeZone: string;

  constructor(facts: RuleFacts, { locale, timeZone }: { readonly locale: Locale; readonly timeZone: string }) {
    this.#facts = facts;
    this.#locale = locale;
    this.#timeZone = timeZone;
  }

  explanation(
    { userId, code, decision, deciding, parts, nearMisses, epoch, at }: Explanation,
    title: string,
  ): Described {
    const { allowed, reason, layer } = decision;
    const user = this.#named("user", userId);
    return {
      user,
      code,
      title,
      allowed,
      reason,
      layer,
      text: this.#reason(reason, { layer, name: user.name, permission: title }),
      deciding: deciding === null ? null : this.#candidate(deciding, title),
      layers: parts.map((part) => ({
        layer: part.layer,
        title: translate(this.#locale, `explanation.layer_${part.layer}`),
        candidates: part.candidates.map((candidate) => this.#candidate(candidate, title)),
      })),
      nearMisses: nearMisses.map((miss) => this.#nearMiss(miss)),
      epoch,
      at: instant(at),
    };
  }

  #candidate(candidate: ExplainedCandidate, title: string): ExplainedRule {
    const { anchor, subject, delegationLine, delegatorDecision } = candidate;
    const origin = this.#facts.origins.get(candidate.ruleId);
    const delegator = delegationLine[0]?.delegatorId ?? null;
    return {
      layer: candidate.layer,
      status: candidate.status,
      text: translate(this.#locale, `explanation.status_${candidate.status}`),
      ruleId: candidate.ruleId,
      effect: candidate.effect,
      codes: [...candidate.codes],
      scope: candidate.scope,
      school: this.#maybe("school", anchor?.schoolId),
      department: this.#maybe("department", anchor?.departmentId),
      resource: candidate.resource,
      condition: candidate.condition,
      window: windowOf(candidate.window),
      subject: subject === null ? null : { kind: subject.kind, ...this.#named(subject.kind, subject.id) },
      assignmentId: candidate.assignmentId,
      acting: candidate.acting,
      rolePath: candidate.rolePath.map((id) => this.#named("role", id)),
      delegations: delegationLine.map((link) => ({
        id: link.id,
        delegator: this.#named("user", link.delegatorId),
        delegate: this.#named("user", link.delegateId),
        ...windowOf(link),
      })),
      delegatorAnswer:
        delegatorDecision === null
          ? null
          : {
              allowed: delegatorDecision.allowed,
              reason: delegatorDecision.reason,
              text: this.#reason(delegatorDecision.reason, {
                layer: delegatorDecision.layer,
                name: delegator === null ? null : this.#facts.names("user", delegator),
                permission: title,
              }),
            },
      grantedBy: this.#maybe("user", origin?.by),
      grantedAt: origin?.at.toISOString() ?? null,
      grantedFor: origin?.reason ?? null,
    };
  }

  #nearMiss(miss: NearMiss): NearMissAnswer {
    const { kind, also, needed, held, window, condition, delegatorId } = miss;
    return {
      kind,
      also: [...also],
      text: this.#missText(miss),
      layer: miss.layer,
      ruleId: miss.ruleId,
      needed:
        needed === null
          ? null
          : {
              scope: needed.scope,
              schools: needed.schoolIds.map((id) => this.#named("school", id)),
              departments: needed.departmentIds.map((id) => this.#named("department", id)),
            },
      held:
        held === null
          ? null
          : {
              scope: held.scope,
              school: this.#maybe("school", held.anchor.schoolId),
              department: this.#maybe("department", held.anchor.departmentId),
              resource: held.resource,
            },
      window: window === null ? null : windowOf(window),
      condition,
      delegator: this.#maybe("user", delegatorId),
    };
  }

  #missText({ kind, also, needed, held, window, condition, delegatorId }: NearMiss): string {
    const ended = kind === "expired" ? window?.until : window?.from;
    const text = translate(this.#locale, `explanation.miss_${kind}`, {
      needed: needed === null ? "" : this.#place(needed.scope, needed.schoolIds, needed.departmentIds),
      held: held === null ? "" : this.#held(held),
      time: ended === null || ended === undefined ? "" : this.#time(ended),
      condition: condition ?? "",
      delegator: this.#called("user", delegatorId),
    });
    if (also.length === 0) return text;
    return translate(this.#locale, "explanation.miss_also", {
      text,
      also: also.map((word) => translate(this.#locale, `explanation.also_${word}`)),
    });
  }

  #held({ scope, anchor, resource }: NonNullable<NearMiss["held"]>): string {
    if (resource !== null) return translate(this.#locale, "explanation.place_resource");
    return this.#place(scope, one(anchor.schoolId), one(anchor.departmentId));
  }

  #place(scope: PermissionScope, schoolIds: readonly string[], departmentIds: readonly string[]): string {
    if (scope === "OWN" || scope === "ALL") return translate(this.#locale, `explanation.place_${scope}`);
    const places =
      scope === "SCHOOL" && schoolIds.length > 0
        ? schoolIds.map((id) => this.#called("school", id))
        : departmentIds.map((id) => this.#called("department", id));
    const place = places.length === 0 ? [translate(this.#locale, "explanation.nowhere")] : places;
    return translate(this.#locale, `explanation.place_${scope}`, { place });
  }

  #reason(
    reason: Explanation["decision"]["reason"],
    { layer, name, permission }: { layer: Explanation["decision"]["layer"]; name: string | null; permission: string },
  ): string {
    return translate(this.#locale, `explanation.reason_${reason}`, {
      name: name ?? translate(this.#locale, "explanation.unnamed"),
      permission,
      layer: layer === null ? "" : translate(this.#locale, `explanation.layer_${layer}`),
    });
  }

  #named(kind: Parameters<RuleFacts["names"]>[0], id: string) {
    return { id, name: this.#facts.names(kind, id) };
  }

  #maybe(kind: Parameters<RuleFacts["names"]>[0], id: string | null | undefined) {
    return id === null || id === undefined ? null : this.#named(kind, id);
  }

  #called(kind: Parameters<RuleFacts["names"]>[0], id: string | null): string {
    const name = id === null ? null : this.#facts.names(kind, id);
    return name ?? translate(this.#locale, "explanation.unnamed");
  }

  #time(at: number): string {
    const timeZone = this.#timeZone;
    const format = new Intl.DateTimeFormat(intlLocale(this.#locale), {
      dateStyle: "long",
      timeStyle: "short",
      timeZone,
    });
    return `${format.format(at)} ${zoneName(timeZone, new Date(at), this.#locale)}`;
  }
}

function one(id: string | null): string[] {
  return id === null ? [] : [id];
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

function windowOf({ from, until }: ExplainedWindow) {
  return { from: from === null ? null : instant(from), until: until === null ? null : instant(until) };
}

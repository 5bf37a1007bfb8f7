import type { AccessReview, AccessReviewItem } from "@gloria/contracts";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextLink } from "../../components/text-link.tsx";
import { useMe } from "../../lib/me.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { ReviewItemRow } from "./review-item-row.tsx";
import { RevokeItemsDialog } from "./revoke-items-dialog.tsx";
import { useReviewDecisions } from "./use-review-decisions.ts";
import { useReviewKeys } from "./use-review-keys.ts";

interface ReviewItemGroupsProps {
  readonly review: AccessReview;
  readonly items: readonly AccessReviewItem[];
  /** Something was decided: what was selected is no more. */
  readonly onDecided: () => void;
}

/** The items of a page under the names of their people, with selection and keys. */
export function ReviewItemGroups({ review, items, onDecided }: ReviewItemGroupsProps) {
  const { t } = useTranslation();
  const me = useMe();
  const mayDecide = review.can.decide && me.impersonation === null;
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [current, setCurrent] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<readonly AccessReviewItem[] | null>(null);
  const { decide, busy, refusal, forget } = useReviewDecisions(review.id);
  const open = items.filter(({ decision, result }) => decision === null || result === "refused");
  const openIds = open.map(({ id }) => id);
  const chosen = open.filter(({ id }) => selected.includes(id));
  // The keys act on what is selected, or on the row that they stand on.
  const meant = chosen.length > 0 ? chosen : open.filter(({ id }) => id === current);
  const toggle = (ids: readonly string[], on: boolean) =>
    setSelected(on ? [...new Set([...selected, ...ids])] : selected.filter((id) => !ids.includes(id)));
  const keep = (what: readonly AccessReviewItem[]) => {
    if (what.length > 0 && !busy) decide({ items: what, decision: "keep" }, onDecided);
  };
  useReviewKeys({
    ids: openIds,
    current,
    enabled: mayDecide && revoking === null,
    onMove: setCurrent,
    onSelect: (id) => toggle([id], !selected.includes(id)),
    onKeep: () => keep(meant),
    onRevoke: () => {
      if (meant.length > 0) setRevoking(meant);
    },
  });
  return (
    <>
      {mayDecide && open.length > 0 ? (
        <div className="sticky top-16 z-[5] flex flex-wrap items-center gap-2 border-b border-line bg-surface px-4 py-2 text-sm">
          <span role="status" className="mr-auto text-ink-soft">
            {chosen.length > 0 ? t("review.selected", { count: chosen.length }) : t("review.keys")}
          </span>
          {chosen.length > 0 ? (
            <>
              <Button look="quiet" onClick={() => setSelected([])}>
                {t("review.selectNone")}
              </Button>
              <Button busy={busy} onClick={() => keep(chosen)}>
                {t("review.keep")}
              </Button>
              <Button look="danger" busy={busy} onClick={() => setRevoking(chosen)}>
                {t("review.revoke")}
              </Button>
            </>
          ) : null}
        </div>
      ) : null}
      <div>
        {groupByPerson(items).map(({ user, own }) => {
          const name = user.name ?? t("common.unknown");
          const ids = own.filter(({ id }) => openIds.includes(id)).map(({ id }) => id);
          return (
            <div key={user.id} className="border-line not-last:border-b">
              <div className="flex flex-wrap items-center justify-between gap-3 bg-sunken/60 px-4 py-1">
                <h3 className="text-sm font-bold">
                  <TextLink to="/users/$userId" params={{ userId: user.id }} search={{ tab: "access" }}>
                    {name}
                  </TextLink>
                  {user.nip ? <span className="ml-2 font-normal text-ink-soft">{user.nip}</span> : null}
                </h3>
                {mayDecide && ids.length > 1 ? (
                  <Checkbox
                    label={<span className="sr-only">{t("review.selectPerson", { name })}</span>}
                    checked={ids.every((id) => selected.includes(id))}
                    onChange={(event) => toggle(ids, event.target.checked)}
                  />
                ) : null}
              </div>
              <ul>
                {own.map((item) => (
                  <ReviewItemRow
                    key={item.id}
                    item={item}
                    mayDecide={mayDecide}
                    selected={selected.includes(item.id)}
                    current={item.id === current}
                    busy={busy}
                    onSelect={() => toggle([item.id], !selected.includes(item.id))}
                    onKeep={() => keep([item])}
                    onRevoke={() => setRevoking([item])}
                  />
                ))}
              </ul>
            </div>
          );
        })}
      </div>
      {revoking ? (
        <RevokeItemsDialog
          items={revoking}
          busy={busy}
          refusal={refusal}
          onClose={() => {
            forget();
            setRevoking(null);
          }}
          onRevoke={(reason) =>
            decide({ items: revoking, decision: "revoke", ...(reason ? { reason } : {}) }, () => {
              setRevoking(null);
              onDecided();
            })
          }
        />
      ) : null}
    </>
  );
}

interface PersonItems {
  readonly user: AccessReviewItem["user"];
  readonly own: AccessReviewItem[];
}

/** The server lists person by person. */
function groupByPerson(items: readonly AccessReviewItem[]): readonly PersonItems[] {
  const groups: PersonItems[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last?.user.id === item.user.id) last.own.push(item);
    else groups.push({ user: item.user, own: [item] });
  }
  return groups;
}

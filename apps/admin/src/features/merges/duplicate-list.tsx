import type { DuplicateCandidate } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { UsersRound } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";

export function DuplicateList() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { cursor } = useSearch({ from: "/_app/merges/" });
  const pairs = useQuery(
    trpc.userMerges.duplicates.queryOptions(
      { limit: 25, ...(cursor ? { cursor } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => duplicateColumns(t), [t]);
  return (
    <ListPanel
      name="duplicates"
      label={t("merge.candidates")}
      query={pairs}
      columns={columns}
      rowKey={(pair) => `${pair.left.id}-${pair.right.id}`}
      filterNames={[]}
      rowActions={(pair) => <CompareLink pair={pair} />}
      card={(pair) => (
        <div className="grid gap-2">
          <Pair pair={pair} />
          <p className="text-sm text-ink-soft">{reasonsOf(pair, t)}</p>
        </div>
      )}
      firstUse={{
        icon: <UsersRound />,
        title: t("merge.candidatesEmptyTitle"),
        body: t("merge.candidatesEmptyBody"),
      }}
    />
  );
}

function duplicateColumns(t: TFunction): readonly Column<DuplicateCandidate>[] {
  return [
    { id: "pair", header: t("merge.pair"), names: true, cell: (pair) => <Pair pair={pair} /> },
    {
      id: "score",
      header: t("merge.score"),
      className: "tabular-nums",
      cell: (pair) => `${pair.score} %`,
    },
    { id: "reasons", header: t("merge.reasons"), cell: (pair) => reasonsOf(pair, t) },
  ];
}

function reasonsOf({ reasons }: DuplicateCandidate, t: TFunction): string {
  return reasons.map((reason) => t(`merge.reason.${reason}`)).join(", ");
}

function Pair({ pair }: { readonly pair: DuplicateCandidate }) {
  return (
    <span className="grid gap-2">
      {[pair.left, pair.right].map((person) => (
        <span key={person.id} className="grid">
          <NameLink to="/users/$userId" params={{ userId: person.id }}>
            {person.name}
          </NameLink>
          <span className="text-sm break-words text-ink-soft">
            {[person.nip, person.email, person.homeSchoolName].filter(Boolean).join(" · ")}
          </span>
        </span>
      ))}
    </span>
  );
}

function CompareLink({ pair }: { readonly pair: DuplicateCandidate }) {
  const { t } = useTranslation();
  if (!pair.can.merge) return null;
  return (
    <Button asChild>
      <Link to="/merges/new" search={{ survivor: pair.left.id, duplicate: pair.right.id }}>
        {t("merge.compare")}
        <span className="sr-only">
          {pair.left.name}, {pair.right.name}
        </span>
      </Link>
    </Button>
  );
}

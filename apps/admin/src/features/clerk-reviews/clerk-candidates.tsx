import type { ClerkReview } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { TextLink } from "../../components/text-link.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";

interface ClerkCandidatesProps {
  readonly review: ClerkReview;
  /** The person who is being linked. */
  readonly busyWith: string | undefined;
  readonly onPick: (userId: string) => void;
}

/** The people who may be meant, side by side, with what they share with Clerk's user marked. */
export function ClerkCandidates({ review, busyWith, onPick }: ClerkCandidatesProps) {
  const { t } = useTranslation();
  const { facts, candidates } = review;
  return (
    <section className="grid gap-3">
      <h3 className="text-base font-bold">{t("clerkReview.candidates")}</h3>
      {candidates.length === 0 ? <p className="text-sm text-ink-soft">{t("clerkReview.candidatesNone")}</p> : null}
      <ul className="grid gap-3 sm:grid-cols-2">
        {candidates.map((person) => (
          <li key={person.id} className="grid content-between gap-3 rounded-card border border-line p-4">
            <div className="grid gap-2">
              <TextLink to="/users/$userId" params={{ userId: person.id }}>
                {person.name}
              </TextLink>
              <dl className="grid gap-1 text-sm">
                <Compared label={t("clerkReview.fact.name")} value={person.name} theirs={facts.name} />
                <Compared label={t("clerkReview.fact.email")} value={person.email} theirs={facts.email} />
                <Compared label="NIP" value={person.nip} theirs={facts.externalId} />
              </dl>
            </div>
            <Button look="primary" busy={busyWith === person.id} onClick={() => onPick(person.id)}>
              {t("clerkReview.link")}
              <span className="sr-only">{person.name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ComparedProps {
  readonly label: string;
  readonly value: string | null;
  readonly theirs: string | null;
}

function Compared({ label, value, theirs }: ComparedProps) {
  const { t } = useTranslation();
  const same = value !== null && value.toLowerCase() === theirs?.toLowerCase();
  return (
    <div className="flex flex-wrap items-center gap-x-2">
      <dt className="text-ink-soft">{label}:</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-2 wrap-anywhere">
        {value ?? t("common.emptyValue")}
        {same ? <Badge tone="ok">{t("clerkReview.same")}</Badge> : null}
      </dd>
    </div>
  );
}

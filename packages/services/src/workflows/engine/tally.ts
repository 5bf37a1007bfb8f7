import type { TallyStrategy } from "@gloria/contracts";
import type { Seat } from "./instance.ts";

/** NO_DECISION: everybody who could has spoken or gone, and nobody for or against; PENDING: not settled yet. */
export type Verdict = "PENDING" | "APPROVED" | "REJECTED" | "NO_DECISION";

export type Vote = Pick<Seat, "weight" | "veto" | "chair" | "state">;

/** Weights by what was said; abstentions, void seats and those that are not needed any more are in none of them. */
interface Weights {
  readonly approved: number;
  readonly rejected: number;
  readonly pending: number;
}

/**
 * What the votes so far come to. In integers, and as early as nothing that is still to come can change it: the order of
 * the votes has no part in it.
 */
export function tally(strategy: TallyStrategy, votes: readonly Vote[]): Verdict {
  const live = votes.filter(({ state }) => state !== "VOID" && state !== "NOT_REQUIRED");
  const isPending = live.some(({ state }) => state === "PENDING");
  const verdict = live.some(({ veto, state }) => veto && state === "REJECTED") ? "REJECTED" : settle(strategy, live);
  if (verdict === "REJECTED" && isPending && strategy.rejectRule === "WAIT_ALL") return "PENDING";
  // Whoever may stop it alone has still to say that they do not.
  if (verdict !== "REJECTED" && live.some(({ veto, state }) => veto && state === "PENDING")) return "PENDING";
  return verdict;
}

function settle(strategy: TallyStrategy, live: readonly Vote[]): Verdict {
  const heads = weigh(live, () => 1);
  // A quorum that the seats cannot make up is never lowered to what they can.
  if (strategy.kind === "QUORUM" && live.length < strategy.count) return "NO_DECISION";
  if (heads.approved + heads.rejected === 0) return heads.pending === 0 ? "NO_DECISION" : "PENDING";
  switch (strategy.kind) {
    case "ALL":
      if (heads.rejected > 0) return "REJECTED";
      return heads.pending === 0 ? "APPROVED" : "PENDING";
    case "ANY":
      return reach(heads, 1);
    case "QUORUM":
      return reach(heads, strategy.count);
    case "MAJORITY":
      return majority(strategy.tie, live);
    case "WEIGHTED":
      return strategy.points === undefined
        ? share(weigh(live, weightOf), strategy.threshold ?? 100)
        : reach(weigh(live, weightOf), strategy.points);
  }
}

/** So much approval, whatever abstains. */
function reach({ approved, pending }: Weights, wanted: number): Verdict {
  if (approved >= wanted) return "APPROVED";
  return approved + pending < wanted ? "REJECTED" : "PENDING";
}

/** So many percent of what does not abstain. */
function share({ approved, rejected, pending }: Weights, percent: number): Verdict {
  const base = approved + rejected + pending;
  if (100 * approved >= percent * base) return "APPROVED";
  return 100 * (approved + pending) < percent * base ? "REJECTED" : "PENDING";
}

/** More than half of what does not abstain; a tie is a tie only when everybody has spoken. */
function majority(tie: "REJECT" | "APPROVE" | "CHAIR", live: readonly Vote[]): Verdict {
  const { approved, rejected, pending } = weigh(live, weightOf);
  const base = approved + rejected + pending;
  if (2 * approved > base) return "APPROVED";
  if (2 * (approved + pending) < base) return "REJECTED";
  if (pending > 0) return "PENDING";
  if (tie !== "CHAIR") return tie === "APPROVE" ? "APPROVED" : "REJECTED";
  return live.some(({ chair, state }) => chair && state === "APPROVED") ? "APPROVED" : "REJECTED";
}

function weigh(votes: readonly Vote[], weight: (vote: Vote) => number): Weights {
  const of = (wanted: Vote["state"]) =>
    votes.reduce((sum, vote) => (vote.state === wanted ? sum + weight(vote) : sum), 0);
  return { approved: of("APPROVED"), rejected: of("REJECTED"), pending: of("PENDING") };
}

function weightOf({ weight }: Vote): number {
  return weight;
}

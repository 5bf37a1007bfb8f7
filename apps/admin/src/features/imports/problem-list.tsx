import type { ImportProblem } from "@gloria/contracts";
import { CircleAlert, Info } from "lucide-react";

interface ProblemListProps {
  readonly problems: readonly ImportProblem[];
  readonly kind?: "problem" | "notice";
  /** Where a problem speaks of no column. */
  readonly wholeLabel?: string;
}

/** What is wrong, column by column, in the server's words. */
export function ProblemList({ problems, kind = "problem", wholeLabel }: ProblemListProps) {
  const Icon = kind === "problem" ? CircleAlert : Info;
  return (
    <ul className="grid gap-1.5 text-sm">
      {problems.map((problem, index) => {
        const where = problem.column ?? wholeLabel;
        return (
          <li key={index} className="flex items-start gap-2">
            <Icon
              aria-hidden
              className={
                kind === "problem" ? "mt-0.5 size-4 shrink-0 text-danger-ink" : "mt-0.5 size-4 shrink-0 text-info-ink"
              }
            />
            <span className="min-w-0 break-words">
              {where === undefined ? null : <span className="font-semibold">{where}: </span>}
              {problem.message}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

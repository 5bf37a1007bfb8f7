interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  /** Null while nobody knows how much there is. */
  readonly total: number | null;
  /** The same in words; shown beside the bar. */
  readonly text: string;
}

/** How far long work is, as a bar and in words. */
export function ProgressBar({ label, done, total, text }: ProgressBarProps) {
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  return (
    <div className="grid min-w-32 gap-1">
      <progress
        aria-label={label}
        className="h-2 w-full overflow-hidden rounded-full bg-sunken accent-primary"
        {...(share === null ? {} : { value: share, max: 1 })}
      />
      <span className="text-sm text-ink-soft tabular-nums">{text}</span>
    </div>
  );
}

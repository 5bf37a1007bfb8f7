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
        // Drawn by ourselves: a browser's own bar takes the system's colours, which are not those of the theme.
        className="h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-primary [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-primary"
        {...(share === null ? {} : { value: share, max: 1 })}
      />
      <span className="text-sm text-ink-soft tabular-nums">{text}</span>
    </div>
  );
}

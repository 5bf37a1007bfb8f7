import { classNames } from "./class-names.ts";

interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value) => void;
}

/** One of two or three ways to look at the same thing. */
export function Segments<Value extends string>({ label, value, options, onChoose }: SegmentsProps<Value>) {
  return (
    <fieldset className="inline-flex min-w-0 rounded-control border border-line-strong/60 bg-surface p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChoose(option.value)}
          className={classNames(
            "min-h-10 rounded-md px-3 text-sm font-semibold md:pointer-fine:min-h-8",
            option.value === value ? "bg-primary-soft text-primary-ink" : "text-ink-soft hover:bg-sunken",
          )}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}

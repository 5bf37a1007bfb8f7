import { createContext, type ReactNode, use, useId } from "react";
import { classNames } from "./class-names.ts";

interface FieldIds {
  readonly controlId: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
}

const FieldContext = createContext<FieldIds | null>(null);

export interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly required?: boolean;
  /** Says "optional" beside the label. */
  readonly optionalLabel?: string;
  readonly className?: string;
  readonly hideLabel?: boolean;
  readonly children: ReactNode;
}

/** Label, control, hint and problem, tied together for assistive technology. */
export function Field({
  label,
  hint,
  error,
  required = false,
  optionalLabel,
  className,
  hideLabel,
  children,
}: FieldProps) {
  const controlId = useId();
  const hintId = `${controlId}-hint`;
  const errorId = `${controlId}-error`;
  const describedBy = [hint ? hintId : "", error ? errorId : ""].filter(Boolean).join(" ") || undefined;
  return (
    <FieldContext value={{ controlId, describedBy, invalid: Boolean(error), required }}>
      <div className={classNames("grid content-start gap-1.5", className)}>
        <label htmlFor={controlId} className={hideLabel ? "sr-only" : "text-sm font-semibold text-ink"}>
          {label}
          {optionalLabel ? <span className="ml-1.5 font-normal text-ink-soft">({optionalLabel})</span> : null}
        </label>
        {children}
        {hint ? (
          <p id={hintId} className="text-sm text-ink-soft">
            {hint}
          </p>
        ) : null}
        {error ? (
          <p id={errorId} className="text-sm font-medium text-danger-ink">
            {error}
          </p>
        ) : null}
      </div>
    </FieldContext>
  );
}

/** The attributes that tie a control to the field around it; none outside of a field. */
export function useFieldControl() {
  const field = use(FieldContext);
  if (!field) return {};
  return {
    id: field.controlId,
    ...(field.describedBy ? { "aria-describedby": field.describedBy } : {}),
    ...(field.invalid ? { "aria-invalid": true } : {}),
    ...(field.required ? { "aria-required": true } : {}),
  };
}

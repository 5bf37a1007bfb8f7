import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { failureOf } from "../lib/failure.ts";
import { useFailureText } from "../lib/failure-text.ts";
import { useDelayed } from "../lib/use-delayed.ts";
import { classNames } from "../ui/class-names.ts";
import { Field, type FieldProps, useFieldControl } from "../ui/field.tsx";
import { controlLook } from "../ui/input.tsx";

export interface PickOption {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

/** Where the choices come from. `key` names the source: the same text may mean something else at another. */
export interface PickSource {
  readonly key: readonly unknown[];
  readonly load: (q: string) => Promise<readonly PickOption[]>;
}

interface EntityPickerProps extends Omit<FieldProps, "children"> {
  readonly placeholder: string;
  readonly source: PickSource;
  readonly value: PickOption | null;
  readonly onPick: (option: PickOption | null) => void;
  /** Ids that are no choice, such as those chosen already. */
  readonly without?: readonly string[];
}

/** One record of the server's, found by typing: a combobox whose list the server fills. */
export function EntityPicker({ placeholder, source, value, onPick, without, ...field }: EntityPickerProps) {
  return (
    <Field {...field}>
      <Combobox
        placeholder={placeholder}
        source={source}
        value={value}
        onPick={onPick}
        {...(without ? { without } : {})}
      />
    </Field>
  );
}

type ComboboxProps = Pick<EntityPickerProps, "placeholder" | "source" | "value" | "onPick" | "without">;

function Combobox({ placeholder, source, value, onPick, without = [] }: ComboboxProps) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  /** Null while nobody types: then the choice stands there. */
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const q = useDelayed((typed ?? "").trim(), 180);
  const found = useQuery({
    queryKey: ["pick", ...source.key, q],
    queryFn: () => source.load(q),
    enabled: open,
    placeholderData: keepPreviousData,
  });
  const options = (found.data ?? []).filter((option) => !without.includes(option.id));
  // The list may still be that of what was typed before: then nothing in it is about to be taken.
  const isSettled = q === (typed ?? "").trim() && !found.isPlaceholderData;
  const marked = isSettled ? options[Math.min(active, options.length - 1)] : undefined;

  const close = () => {
    setOpen(false);
    setTyped(null);
    setActive(0);
  };
  const pick = (option: PickOption | null) => {
    onPick(option);
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) setOpen(true);
      else if (options.length > 0) {
        const step = event.key === "ArrowDown" ? 1 : -1;
        setActive((Math.min(active, options.length - 1) + step + options.length) % options.length);
      }
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      if (marked) pick(marked);
    } else if (event.key === "Escape" && open) {
      // The list closes, not the dialog around it.
      event.stopPropagation();
      event.nativeEvent.stopImmediatePropagation();
      close();
    }
  };

  return (
    <span className="relative block">
      <input
        {...useFieldControl()}
        ref={input}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open && marked ? `${listId}-${marked.id}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        placeholder={placeholder}
        value={typed ?? value?.label ?? ""}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
        onBlur={close}
        className={classNames(controlLook, value && "pr-10")}
      />
      {value && !open ? (
        <button
          type="button"
          aria-label={t("common.clear")}
          onClick={() => {
            pick(null);
            input.current?.focus();
          }}
          className="absolute top-1/2 right-1 grid size-8 -translate-y-1/2 place-items-center rounded-md text-ink-soft hover:bg-sunken"
        >
          <X aria-hidden className="size-4" />
        </button>
      ) : null}
      {open ? (
        <span className="absolute inset-x-0 top-full z-20 mt-1 block max-h-64 overflow-y-auto rounded-control border border-line bg-raised p-1 shadow-float">
          <span role="listbox" id={listId} aria-label={placeholder} className="block">
            {options.map((option) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox, which keeps the focus
              <span
                key={option.id}
                id={`${listId}-${option.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={option.id === marked?.id}
                // The field keeps the focus, and with it the list stays until the click has arrived.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => pick(option)}
                className={classNames(
                  "grid min-h-11 cursor-pointer content-center rounded-md px-2.5 py-1 text-sm md:pointer-fine:min-h-9",
                  option.id === marked?.id ? "bg-primary-soft text-primary-ink" : "hover:bg-sunken",
                )}
              >
                <span className="font-medium">{option.label}</span>
                {option.hint ? <span className="text-xs text-ink-soft">{option.hint}</span> : null}
              </span>
            ))}
          </span>
          {options.length === 0 ? (
            <span role="status" className="block px-2.5 py-2 text-sm text-ink-soft">
              {found.isError
                ? failureText(failureOf(found.error))
                : found.isFetching
                  ? t("common.loading")
                  : t("state.filteredTitle")}
            </span>
          ) : null}
        </span>
      ) : null}
    </span>
  );
}

import { Search, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (value: string) => void;
}

const typingPauseMs = 250;

/** Searches when the typing pauses; the caller keeps the value in the address. `/` jumps here. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  // The address may change by itself (back, "clear filters"): then it wins over what was typed.
  if (value !== seen) {
    setSeen(value);
    setTyped(value);
  }

  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onSearch(typed), typingPauseMs);
    return () => clearTimeout(timer);
  }, [typed, value, onSearch]);

  return (
    <search className="min-w-0 flex-1 basis-64">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(typed);
        }}
      >
        <Field label={label} hideLabel>
          <span className="relative block">
            <Search
              aria-hidden
              className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-soft"
            />
            <Input
              data-search
              type="text"
              enterKeyHint="search"
              autoComplete="off"
              spellCheck={false}
              maxLength={100}
              placeholder={label}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              className="pr-10 pl-9"
            />
            {typed === "" ? null : (
              <button
                type="button"
                aria-label={t("common.clear")}
                onClick={() => {
                  setTyped("");
                  onSearch("");
                }}
                className="absolute top-1/2 right-1 grid size-8 -translate-y-1/2 place-items-center rounded-md text-ink-soft hover:bg-sunken"
              >
                <X aria-hidden className="size-4" />
              </button>
            )}
          </span>
        </Field>
      </form>
    </search>
  );
}

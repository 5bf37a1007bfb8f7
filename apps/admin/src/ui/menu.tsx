import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

const itemLook =
  "flex min-h-11 md:pointer-fine:min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-sm outline-none select-none data-[highlighted]:bg-sunken data-[disabled]:opacity-50";

interface MenuProps {
  readonly trigger: ReactNode;
  readonly align?: "start" | "end";
  readonly side?: "top" | "bottom";
  readonly defaultOpen?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Menu({ trigger, align = "end", side = "bottom", defaultOpen = false, className, children }: MenuProps) {
  return (
    <Radix.Root modal={false} defaultOpen={defaultOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={classNames(
            "z-50 max-h-[min(28rem,var(--radix-dropdown-menu-content-available-height))] min-w-52 overflow-auto rounded-control border border-line bg-raised p-1 text-ink shadow-float animate-[rise_.12s_ease-out]",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({
  className,
  danger,
  ...rest
}: ComponentProps<typeof Radix.Item> & { readonly danger?: boolean }) {
  return <Radix.Item className={classNames(itemLook, danger && "text-danger-ink", className)} {...rest} />;
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <Radix.Label className="px-2.5 pt-2 pb-1 text-xs font-semibold text-ink-soft">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}

interface MenuChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
}

/** One of several, marked with a tick. */
export function MenuChoice({ label, value, options, onChoose }: MenuChoiceProps) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onChoose} aria-label={label}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={classNames(itemLook, "pl-8 relative")}>
          <Radix.ItemIndicator className="absolute left-2.5">
            <Check aria-hidden className="size-4" />
          </Radix.ItemIndicator>
          {option.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

interface MenuToggleProps {
  readonly checked: boolean;
  readonly onToggle: (checked: boolean) => void;
  readonly children: ReactNode;
}

export function MenuToggle({ checked, onToggle, children }: MenuToggleProps) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={onToggle}
      onSelect={(event) => event.preventDefault()}
      className={classNames(itemLook, "pl-8 relative")}
    >
      <Radix.ItemIndicator className="absolute left-2.5">
        <Check aria-hidden className="size-4" />
      </Radix.ItemIndicator>
      {children}
    </Radix.CheckboxItem>
  );
}

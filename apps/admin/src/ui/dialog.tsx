import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";

const places = {
  center:
    "left-1/2 top-1/2 w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 max-h-[calc(100dvh-2rem)] rounded-card animate-[rise_.16s_ease-out]",
  wide: "left-1/2 top-1/2 w-[calc(100vw-2rem)] max-w-3xl -translate-x-1/2 -translate-y-1/2 max-h-[calc(100dvh-2rem)] rounded-card animate-[rise_.16s_ease-out]",
  right: "inset-y-0 right-0 w-full max-w-xl sm:rounded-l-card animate-[slide-in-right_.18s_ease-out]",
} as const;

interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly closeLabel: string;
  readonly place?: keyof typeof places;
  /** `alertdialog`: an answer is needed. */
  readonly role?: "dialog" | "alertdialog";
  readonly footer?: ReactNode;
  readonly children?: ReactNode;
}

/** A dialog in the middle, or a sheet from the right. Radix keeps the focus inside and gives it back. */
export function Dialog({ place = "center", role = "dialog", ...props }: DialogProps) {
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-[fade_.16s_ease-out] bg-shade" />
        <Radix.Content
          role={role}
          {...(props.description ? {} : { "aria-describedby": undefined })}
          className={classNames("fixed z-50 flex flex-col bg-raised text-ink shadow-float outline-none", places[place])}
        >
          <div className="flex items-start gap-3 border-b border-line px-5 py-4">
            <div className="grid min-w-0 flex-1 gap-1">
              <Radix.Title className="text-lg font-bold break-words">{props.title}</Radix.Title>
              {props.description ? (
                <Radix.Description className="text-sm text-ink-soft">{props.description}</Radix.Description>
              ) : null}
            </div>
            <Radix.Close asChild>
              <Button look="quiet" square aria-label={props.closeLabel} className="-mt-1 -mr-2">
                <X aria-hidden className="size-5" />
              </Button>
            </Radix.Close>
          </div>
          {props.children ? (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
            <div tabIndex={0} className="min-h-0 flex-1 overflow-auto px-5 py-4">
              {props.children}
            </div>
          ) : null}
          {props.footer ? (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-4">{props.footer}</div>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

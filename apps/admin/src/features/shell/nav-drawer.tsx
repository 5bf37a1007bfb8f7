import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button.tsx";
import { Brand } from "./brand.tsx";
import { PlaceList } from "./place-list.tsx";
import { SchoolPopup } from "./shell-popups.tsx";

interface NavDrawerProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** The navigation of small screens, from the side. */
export function NavDrawer({ open, onOpenChange }: NavDrawerProps) {
  const { t } = useTranslation();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-[fade_.16s_ease-out] bg-shade" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 flex w-[min(20rem,88vw)] animate-[slide-in-left_.18s_ease-out] flex-col overflow-y-auto bg-nav text-nav-ink shadow-float outline-none"
        >
          <div className="flex items-center gap-2.5 px-5 pt-4 pb-3">
            <Brand className="size-8" />
            <Dialog.Title className="flex-1 text-lg font-extrabold">{t("common.product")}</Dialog.Title>
            <Dialog.Close asChild>
              <Button look="nav" square aria-label={t("shell.closeMenu")}>
                <X aria-hidden className="size-5" />
              </Button>
            </Dialog.Close>
          </div>
          <div className="px-3">
            <SchoolPopup />
          </div>
          <PlaceList onFollow={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

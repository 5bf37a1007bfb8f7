import { Bell, BellRing } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, type ButtonProps } from "../../ui/button.tsx";

interface BellButtonProps extends ButtonProps {
  readonly unread: number;
}

export function BellButton({ unread, ...rest }: BellButtonProps) {
  const { t } = useTranslation();
  return (
    <Button
      look="quiet"
      square
      data-bell
      aria-label={unread > 0 ? t("notification.bellUnread", { count: unread }) : t("notification.bell")}
      {...rest}
      className="relative"
    >
      {unread > 0 ? <BellRing aria-hidden className="size-5" /> : <Bell aria-hidden className="size-5" />}
      {unread > 0 ? (
        <span
          aria-hidden
          className="absolute top-0.5 right-0.5 min-w-5 rounded-full bg-danger px-1 text-center text-xs leading-5 font-bold text-on-danger"
        >
          {unread > 99 ? "99+" : unread}
        </span>
      ) : null}
    </Button>
  );
}

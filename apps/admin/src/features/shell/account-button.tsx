import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../../ui/avatar.tsx";

interface AccountButtonProps extends ComponentProps<"button"> {
  readonly name: string;
}

export function AccountButton({ name, ...rest }: AccountButtonProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      aria-label={t("shell.accountMenu", { name })}
      className="control flex items-center gap-2 rounded-control px-1.5 hover:bg-sunken"
      {...rest}
    >
      <Avatar name={name} className="size-8" />
      <span className="hidden max-w-44 truncate text-sm font-semibold xl:inline">{name}</span>
    </button>
  );
}

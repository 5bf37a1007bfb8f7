import { useTranslation } from "react-i18next";
import { Toaster } from "sonner";
import { useDark } from "../../lib/theme.ts";

/** Where short words about what has just happened appear; above the bar of a phone. */
export function Toasts() {
  const { t } = useTranslation();
  const dark = useDark();
  return (
    <Toaster
      theme={dark ? "dark" : "light"}
      position="bottom-right"
      mobileOffset={{ bottom: 80 }}
      containerAriaLabel={t("shell.toasts")}
      toastOptions={{
        style: {
          background: "var(--raised)",
          color: "var(--ink)",
          borderColor: "var(--line)",
          fontFamily: "var(--font-sans)",
        },
      }}
    />
  );
}

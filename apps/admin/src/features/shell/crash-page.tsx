import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { Unplug } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { failureOf } from "../../lib/failure.ts";
import { Button } from "../../ui/button.tsx";
import { Message } from "../../ui/message.tsx";

/** A fault of the app itself (500): the frame stays, the page can be tried again. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  useEffect(() => {
    // The only trace of a fault in the browser; React logs it in development alone.
    reportError(error);
  }, [error]);
  if (failureOf(error).status !== null) return <FailurePanel error={error} onRetry={reset} headingLevel={1} />;
  return (
    <Message
      icon={<Unplug />}
      title={t("state.crashTitle")}
      role="alert"
      headingLevel={1}
      actions={
        <>
          <Button look="primary" onClick={() => location.reload()}>
            {t("common.reload")}
          </Button>
          <Button asChild>
            <Link to="/" onClick={reset}>
              {t("state.goHome")}
            </Link>
          </Button>
        </>
      }
    >
      <title>{`${t("state.crashTitle")} · Gloria`}</title>
      <p>{t("state.crashBody")}</p>
    </Message>
  );
}

import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button.tsx";
import { Message } from "../../ui/message.tsx";

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Message
      icon={<Compass />}
      title={t("state.notFoundTitle")}
      headingLevel={1}
      actions={
        <Button look="primary" asChild>
          <Link to="/">{t("state.goHome")}</Link>
        </Button>
      }
    >
      <title>{`${t("state.notFoundTitle")} · Gloria`}</title>
      <p>{t("state.notFoundBody")}</p>
    </Message>
  );
}

import { useMutation } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useTranslation } from "react-i18next";
import { stopLooking } from "../../lib/impersonation.ts";
import { Instant } from "../../lib/instant.tsx";
import { useMe } from "../../lib/me.ts";
import { usePersonalTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";

/** Above every page while somebody looks through another person's eyes: who, as whom, until when, and the way out. */
export function ImpersonationBanner() {
  const { t } = useTranslation();
  const { user, impersonation } = useMe();
  const trpc = usePersonalTRPC();
  const end = useMutation(
    // Oneself again whatever the server says: it ends by itself, and this tab asks nothing more as the other person.
    trpc.auth.endImpersonation.mutationOptions({ onSettled: () => stopLooking("ended") }),
  );
  if (impersonation === null) return null;
  return (
    <section
      aria-label={t("impersonation.label")}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 bg-warn-soft px-4 py-2 text-sm text-warn-ink md:px-8"
    >
      <Eye aria-hidden className="size-4.5 shrink-0" />
      <p className="min-w-0 flex-1 basis-56 break-words">
        <strong>{t("impersonation.banner", { by: impersonation.by.name, name: user.name })}</strong>{" "}
        {t("impersonation.until")} <Instant value={impersonation.expiresAt} />. {t("impersonation.readOnly")}{" "}
        <span className="max-md:sr-only">{t("impersonation.because", { reason: impersonation.reason })}</span>
      </p>
      <Button busy={end.isPending} onClick={() => end.mutate({ id: impersonation.id })}>
        {t("impersonation.end")}
      </Button>
    </section>
  );
}

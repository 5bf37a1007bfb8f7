import type { ScimToken } from "@gloria/contracts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { failureOf } from "../../lib/failure.ts";
import { notifyDone } from "../../lib/notify.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { isValid } from "./scim-token-columns.tsx";

/** Asks first: what is revoked stays so. */
export function RevokeScimTokenButton({ token }: { readonly token: ScimToken }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const revoke = useMutation(
    trpc.scim.revokeToken.mutationOptions({
      onSuccess() {
        setAsking(false);
        void notifyDone(t("scim.revoked", { name: token.name }));
      },
      onSettled: () => queryClient.invalidateQueries(trpc.scim.tokens.pathFilter()),
    }),
  );
  if (!isValid(token)) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        {t("scim.revoke")}
        <span className="sr-only">{token.name}</span>
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          setAsking(open);
          revoke.reset();
        }}
        title={t("scim.revokeTitle", { name: token.name })}
        body={t("scim.revokeBody")}
        confirmLabel={t("scim.revoke")}
        busy={revoke.isPending}
        onConfirm={() => revoke.mutate({ id: token.id })}
      >
        <RefusalNote failure={revoke.error ? failureOf(revoke.error) : null} />
      </ConfirmDialog>
    </>
  );
}

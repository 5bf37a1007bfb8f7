import type { IssuedScimToken, ScimToken } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { KeyRound, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ListPanel } from "../../components/list-panel.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { mayWrite, useMe } from "../../lib/me.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { CreateScimTokenDialog } from "./create-scim-token-dialog.tsx";
import { RevokeScimTokenButton } from "./revoke-scim-token-button.tsx";
import { ScimSecret } from "./scim-secret.tsx";
import { ScimTokenCard, scimTokenColumns } from "./scim-token-columns.tsx";

export function ScimTokenList() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useMe();
  const { dialog, open, close } = useDialogAddress();
  const { cursor } = useSearch({ from: "/_app/scim-tokens" });
  const [issued, setIssued] = useState<IssuedScimToken | null>(null);
  const tokens = useQuery(
    trpc.scim.tokens.queryOptions({ limit: 50, ...(cursor ? { cursor } : {}) }, { placeholderData: keepPreviousData }),
  );
  const columns = useMemo(() => scimTokenColumns(t), [t]);
  const mayCreate = mayWrite(me, "api_key:create");
  const mayRevoke = mayWrite(me, "api_key:delete");
  const create = mayCreate ? (
    <Button look="primary" onClick={() => open("create")}>
      <Plus aria-hidden className="size-4" />
      {t("scim.create")}
    </Button>
  ) : null;
  return (
    <div className="grid gap-4">
      {issued ? <ScimSecret issued={issued} onClose={() => setIssued(null)} /> : null}
      {tokens.data && tokens.data.items.length > 0 ? <div className="justify-self-end">{create}</div> : null}
      <ListPanel
        name="scim-tokens"
        label={t("scim.tabTokens")}
        query={tokens}
        columns={columns}
        rowKey={(token) => token.id}
        filterNames={[]}
        card={(token) => <ScimTokenCard token={token} />}
        {...(mayRevoke ? { rowActions: (token: ScimToken) => <RevokeScimTokenButton token={token} /> } : {})}
        firstUse={{ icon: <KeyRound />, title: t("scim.firstUseTitle"), body: t("scim.firstUseBody") }}
        create={create}
        skeletonRows={3}
      />
      {dialog === "create" && mayCreate ? (
        <CreateScimTokenDialog
          onClose={close}
          onIssued={(token) => {
            setIssued(token);
            close();
          }}
        />
      ) : null}
    </div>
  );
}

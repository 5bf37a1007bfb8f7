import type { User } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { Handshake, KeyRound, ShieldPlus } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { holds, useMe } from "../../lib/me.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { AccessList } from "./access-list.tsx";
import { UserGrants } from "./user-grants.tsx";
import { UserRoles } from "./user-roles.tsx";

const AssignUserDialog = lazy(async () => ({ default: (await import("./assign-user-dialog.tsx")).AssignUserDialog }));
const GrantUserDialog = lazy(async () => ({ default: (await import("./grant-user-dialog.tsx")).GrantUserDialog }));
const DelegateDialog = lazy(async () => ({
  default: (await import("../delegations/delegate-dialog.tsx")).DelegateDialog,
}));

type Person = Pick<User, "id" | "name">;

/** What a person may do and why, and what the server lets the reader change of it. */
export function UserAccess({ user }: { readonly user: Person }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const me = useMe();
  const { dialog, open, close } = useDialogAddress();
  const isOwn = user.id === me.user.id;
  const roles = useQuery(
    trpc.roles.ofUser.queryOptions({ userId: user.id, limit: 50 }, { enabled: holds(me, "role:read") }),
  );
  const grants = useQuery(
    trpc.grants.list.queryOptions(
      { subjectKind: "user", subjectId: user.id, limit: 50 },
      { enabled: holds(me, "permission:read") },
    ),
  );
  const delegations = useQuery(
    trpc.permissionDelegation.mine.queryOptions({ limit: 1 }, { enabled: !isOwn && holds(me, "delegation:create") }),
  );
  const writes = me.impersonation === null;
  const mayAssign = writes && roles.data?.can.assign === true;
  const mayGrant = writes && grants.data?.can.create === true;
  const mayDelegate = writes && !isOwn && delegations.data?.can.create === true;
  return (
    <div className="grid gap-5">
      {mayAssign || mayGrant || mayDelegate ? (
        <div className="flex flex-wrap gap-2">
          {mayAssign ? (
            <Button onClick={() => open("assign-role")}>
              <ShieldPlus aria-hidden className="size-4" />
              {t("access.assign")}
            </Button>
          ) : null}
          {mayGrant ? (
            <Button onClick={() => open("grant")}>
              <KeyRound aria-hidden className="size-4" />
              {t("access.grant")}
            </Button>
          ) : null}
          {mayDelegate ? (
            <Button onClick={() => open("delegate")}>
              <Handshake aria-hidden className="size-4" />
              {t("access.delegate")}
            </Button>
          ) : null}
        </div>
      ) : null}
      {holds(me, "role:read") ? <UserRoles query={roles} /> : null}
      {holds(me, "permission:read") ? <UserGrants query={grants} /> : null}
      <AccessList userId={user.id} />
      <Suspense>
        {dialog === "assign-role" && mayAssign ? <AssignUserDialog user={user} onClose={close} /> : null}
        {dialog === "grant" && mayGrant ? <GrantUserDialog user={user} onClose={close} /> : null}
        {dialog === "delegate" && mayDelegate ? (
          <DelegateDialog parent={null} delegate={{ id: user.id, label: user.name }} onClose={close} />
        ) : null}
      </Suspense>
    </div>
  );
}

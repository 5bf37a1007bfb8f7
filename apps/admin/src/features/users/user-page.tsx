import type { User } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft, Pencil, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StaleBanner } from "../../components/stale-banner.tsx";
import { holds, useMe } from "../../lib/me.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton, SkeletonLines } from "../../ui/skeleton.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { EntityHistory } from "../audit/entity-history.tsx";
import { AssignmentList } from "./assignment-list.tsx";
import { fullName } from "./full-name.ts";
import { StatusBadge } from "./status-badge.tsx";
import { useUserActions } from "./use-user-actions.ts";
import { UserFacts } from "./user-facts.tsx";

export function UserPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const me = useMe();
  const { userId } = useParams({ from: "/_app/users/$userId" });
  const { tab = "profile" } = useSearch({ from: "/_app/users/$userId" });
  const query = useQuery(trpc.users.get.queryOptions({ id: userId }));
  if (query.isPending) {
    return (
      <div className="grid gap-6">
        <Skeleton className="h-9 w-72" />
        <SkeletonLines count={9} label={t("common.loading")} />
      </div>
    );
  }
  if (!query.data) return <FailurePanel error={query.error} onRetry={() => query.refetch()} headingLevel={1} />;
  const user = query.data;
  const tabs = [
    {
      value: "profile",
      label: t("user.tabProfile"),
      content: (
        <Panel>
          <UserFacts user={user} />
        </Panel>
      ),
    },
    {
      value: "assignments",
      label: t("user.tabAssignments"),
      content: (
        <Panel flush>
          <AssignmentList assignments={user.assignments} />
        </Panel>
      ),
    },
    ...(holds(me, "audit:read") || user.id === me.user.id
      ? [
          {
            value: "activity",
            label: t("user.tabActivity"),
            content: <Panel>{tab === "activity" ? <EntityHistory type="user" id={user.id} /> : null}</Panel>,
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader
        title={fullName(user)}
        documentTitle={user.name}
        before={
          <Link
            to="/users"
            className="inline-flex min-h-6 w-fit items-center gap-1.5 text-sm font-semibold text-primary-ink hover:underline"
          >
            <ArrowLeft aria-hidden className="size-4" />
            {t("user.title")}
          </Link>
        }
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StatusBadge status={user.status} deletedAt={user.deletedAt} />
            {user.homeSchoolName}
          </span>
        }
        actions={<UserActions user={user} />}
      />
      <StaleBanner query={query} />
      <Tabs
        label={user.name}
        value={tabs.some((known) => known.value === tab) ? tab : "profile"}
        tabs={tabs}
        onChange={(value) =>
          void navigate({
            to: "/users/$userId",
            params: { userId },
            search: (search) => ({ ...search, tab: value === "profile" ? undefined : value }),
            replace: true,
            resetScroll: false,
          })
        }
      />
    </>
  );
}

function UserActions({ user }: { readonly user: User }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { deletePerson, restorePerson, deleting } = useUserActions();
  return (
    <>
      {user.can.restore ? (
        <Button look="primary" onClick={() => restorePerson(user)}>
          <RotateCcw aria-hidden className="size-4" />
          {t("common.restore")}
        </Button>
      ) : null}
      {user.can.delete ? (
        <Button onClick={() => setAsking(true)}>
          <Trash2 aria-hidden className="size-4" />
          {t("common.delete")}
        </Button>
      ) : null}
      {user.can.update ? (
        <Button look="primary" asChild>
          <Link to="/users/$userId/edit" params={{ userId: user.id }}>
            <Pencil aria-hidden className="size-4" />
            {t("common.edit")}
          </Link>
        </Button>
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("user.deleteTitle", { name: user.name })}
        body={t("user.deleteBody")}
        confirmLabel={t("common.delete")}
        busy={deleting}
        onConfirm={() => deletePerson(user, () => setAsking(false))}
      />
    </>
  );
}

import type { User } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { Message } from "../../ui/message.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { EditUserForm } from "./edit-user-form.tsx";

export function EditUserPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { userId } = useParams({ from: "/_app/users/$userId_/edit" });
  // Read once: while somebody edits, the form keeps the version that it began with.
  const query = useQuery(
    trpc.users.get.queryOptions(
      { id: userId },
      { refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
    ),
  );
  if (query.isPending) return <SkeletonLines count={12} label={t("common.loading")} />;
  if (!query.data) return <FailurePanel error={query.error} onRetry={() => query.refetch()} headingLevel={1} />;
  const user: User = query.data;
  if (!user.can.update) {
    return (
      <Message icon={<Lock />} title={t("state.deniedTitle")} headingLevel={1}>
        <p>{user.deletedAt ? t("user.deletedNotice") : t("state.deniedBody", { permission: "user:update" })}</p>
      </Message>
    );
  }
  return <EditUserForm key={user.id} user={user} />;
}

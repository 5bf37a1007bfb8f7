import type { Role, RoleAssignment } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { UserRoundPlus, UserRoundX } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPanel } from "../../components/list-panel.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { useListAddress } from "../../components/use-list-address.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { RightStateBadge } from "../grants/right-state-badge.tsx";
import { WindowText } from "../grants/window-text.tsx";
import { AssignRoleDialog } from "./assign-role-dialog.tsx";
import { RemoveRoleButton } from "./remove-role-button.tsx";

const states = ["active", "upcoming", "expired", "ended"] as const;
const filterNames = ["state"];

/** Who has a role, where, and until when. */
export function RoleHolders({ role }: { readonly role: Role }) {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const search = useSearch({ from: "/_app/roles/$roleId" });
  const state = oneOf(states, search.state);
  const { change } = useListAddress(filterNames);
  const { dialog, open, close } = useDialogAddress();
  const holders = useQuery(
    trpc.roles.holders.queryOptions(
      {
        id: role.id,
        limit: 50,
        ...(state ? { state } : {}),
        ...(search.cursor ? { cursor: search.cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => holderColumns(t), [t]);
  const mayAssign = role.can.assign;
  const create = mayAssign ? (
    <Button look="primary" onClick={() => open("assign")}>
      <UserRoundPlus aria-hidden className="size-4" />
      {t("role.assign")}
    </Button>
  ) : null;
  return (
    <div className="grid gap-4">
      <div className="justify-self-end">{create}</div>
      <ListPanel
        name="role-holders"
        label={t("role.tabHolders")}
        query={holders}
        columns={columns}
        rowKey={({ id }) => id}
        filterNames={filterNames}
        filters={
          <FilterSelect
            label={t("grant.state")}
            anyLabel={t("grant.anyState")}
            value={state}
            options={states.map((value) => ({ value, label: t(`grant.state.${value}`) }))}
            onChoose={(value) => change({ state: value })}
          />
        }
        rowActions={(assignment) => <RemoveRoleButton assignment={assignment} />}
        card={(assignment) => (
          <div className="grid justify-items-start gap-1.5">
            <HolderName assignment={assignment} />
            <span className="text-sm text-ink-soft">{placeOf(assignment, t)}</span>
            <span className="text-sm">
              <WindowText from={assignment.validFrom} until={assignment.validUntil} />
            </span>
            <RightStateBadge state={assignment.state} />
          </div>
        )}
        firstUse={{ icon: <UserRoundX />, title: t("role.holdersNone"), body: t("role.holdersNoneBody") }}
        create={create}
      />
      {dialog === "assign" && mayAssign ? <AssignRoleDialog role={role} onClose={close} /> : null}
    </div>
  );
}

function holderColumns(t: TFunction): readonly Column<RoleAssignment>[] {
  return [
    {
      id: "person",
      header: t("role.person"),
      names: true,
      cell: (assignment) => <HolderName assignment={assignment} />,
    },
    { id: "place", header: t("role.place"), cell: (assignment) => placeOf(assignment, t) },
    {
      id: "window",
      header: t("grant.window"),
      cell: ({ validFrom, validUntil }) => <WindowText from={validFrom} until={validUntil} />,
    },
    { id: "reason", header: t("grant.reason"), cell: ({ reason }) => reason ?? t("common.emptyValue") },
    { id: "state", header: t("grant.state"), cell: ({ state }) => <RightStateBadge state={state} /> },
  ];
}

function HolderName({ assignment: { user } }: { readonly assignment: RoleAssignment }) {
  return (
    <NameLink to="/users/$userId" params={{ userId: user.id }}>
      {user.name}
    </NameLink>
  );
}

function placeOf({ departmentName, schoolName }: RoleAssignment, t: TFunction): string {
  return departmentName ?? schoolName ?? t("role.everywhere");
}

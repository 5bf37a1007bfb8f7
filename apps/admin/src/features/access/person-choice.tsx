import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { EntityPicker } from "../../components/entity-picker.tsx";
import { usePeopleSource } from "../../components/use-pick-sources.ts";
import { useMe } from "../../lib/me.ts";
import { useApi } from "../../lib/trpc.ts";

interface PersonChoiceProps {
  readonly id: string;
  readonly onPick: (id: string | undefined) => void;
}

/** Whose rights; without a choice the reader's own. */
export function PersonChoice({ id, onPick }: PersonChoiceProps) {
  const { t } = useTranslation();
  const api = useApi();
  const me = useMe();
  const people = usePeopleSource();
  const isOwn = id === me.user.id;
  const name = useQuery({
    queryKey: ["pick-name", "people", id],
    queryFn: async () => (await api.users.get.query({ id })).name,
    enabled: !isOwn,
    staleTime: 300_000,
    retry: false,
  });
  return (
    <EntityPicker
      label={t("access.person")}
      placeholder={t("access.personSearch")}
      source={people}
      value={{ id, label: isOwn ? me.user.name : (name.data ?? (name.isError ? t("common.unknown") : "…")) }}
      required
      onPick={(option) => onPick(option?.id)}
    />
  );
}

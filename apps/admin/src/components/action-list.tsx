import { MoreHorizontal } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";

export interface EntityAction {
  readonly id: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly look?: "primary" | "danger";
  readonly onSelect?: () => void;
  /** Instead of `onSelect`: the link that holds the content given to it. */
  readonly link?: (content: ReactNode) => ReactElement;
}

interface ActionListProps {
  readonly actions: readonly EntityAction[];
  /** Buttons in the head of a page, or a menu at the end of a row. */
  readonly place: "page" | "row";
  /** Of the record, for the menu's label. */
  readonly name: string;
}

/** What the server allows with a record; nothing at all where it allows nothing. */
export function ActionList({ actions, place, name }: ActionListProps) {
  const { t } = useTranslation();
  if (actions.length === 0) return null;
  if (place === "page") {
    return actions.map((action) => {
      const content = <ActionContent action={action} />;
      const look = action.look === "primary" ? "primary" : "secondary";
      return action.link ? (
        <Button key={action.id} look={look} asChild>
          {action.link(content)}
        </Button>
      ) : (
        <Button key={action.id} look={look} {...(action.onSelect ? { onClick: action.onSelect } : {})}>
          {content}
        </Button>
      );
    });
  }
  return (
    <Menu
      trigger={
        <Button look="quiet" square aria-label={t("common.rowActions", { name })}>
          <MoreHorizontal aria-hidden className="size-5" />
        </Button>
      }
    >
      {actions.map((action) => {
        const content = <ActionContent action={action} />;
        return action.link ? (
          <MenuItem key={action.id} asChild>
            {action.link(content)}
          </MenuItem>
        ) : (
          <MenuItem
            key={action.id}
            danger={action.look === "danger"}
            {...(action.onSelect ? { onSelect: action.onSelect } : {})}
          >
            {content}
          </MenuItem>
        );
      })}
    </Menu>
  );
}

function ActionContent({ action }: { readonly action: EntityAction }) {
  return (
    <>
      <span aria-hidden className="[&_svg]:size-4">
        {action.icon}
      </span>
      {action.label}
    </>
  );
}

import type { PermissionCode } from "@gloria/contracts";
import {
  Bell,
  BriefcaseBusiness,
  FolderTree,
  Home,
  IdCard,
  Layers,
  type LucideIcon,
  MailOpen,
  MailPlus,
  Merge,
  Network,
  School,
  ScrollText,
  Trash2,
  UserRoundCog,
  Users,
} from "lucide-react";

export type PlaceKey =
  | "home"
  | "users"
  | "employees"
  | "schools"
  | "departments"
  | "positions"
  | "orgChart"
  | "acting"
  | "trash"
  | "invitations"
  | "merges"
  | "inbox"
  | "outbox"
  | "audit"
  | "queues";

export interface Place {
  readonly key: PlaceKey;
  readonly to: "/" | "/org-chart" | `/${Exclude<PlaceKey, "home" | "orgChart">}`;
  readonly icon: LucideIcon;
  /** What the server must have granted; null is everyone's. */
  readonly permission: PermissionCode | null;
  /** Pressed after `g`. */
  readonly shortcut?: string;
  /** Stands in the bar at the bottom of a phone. */
  readonly onPhoneBar?: true;
}

export interface PlaceGroup {
  readonly labelKey:
    | "groupOrganisation"
    | "groupOnboarding"
    | "groupNotifications"
    | "groupAudit"
    | "groupSystem"
    | null;
  readonly places: readonly Place[];
}

export const placeGroups: readonly PlaceGroup[] = [
  {
    labelKey: null,
    places: [{ key: "home", to: "/", icon: Home, permission: null, shortcut: "h", onPhoneBar: true }],
  },
  {
    labelKey: "groupOrganisation",
    places: [
      { key: "users", to: "/users", icon: Users, permission: "user:read", shortcut: "u", onPhoneBar: true },
      { key: "employees", to: "/employees", icon: IdCard, permission: "employee:read" },
      { key: "schools", to: "/schools", icon: School, permission: "school:read", shortcut: "s" },
      {
        key: "departments",
        to: "/departments",
        icon: FolderTree,
        permission: "department:read",
        shortcut: "d",
      },
      { key: "positions", to: "/positions", icon: BriefcaseBusiness, permission: "position:read", shortcut: "p" },
      { key: "orgChart", to: "/org-chart", icon: Network, permission: "position:read", shortcut: "c" },
      { key: "acting", to: "/acting", icon: UserRoundCog, permission: "assignment:read" },
      { key: "trash", to: "/trash", icon: Trash2, permission: "user:restore" },
    ],
  },
  {
    labelKey: "groupOnboarding",
    places: [
      { key: "invitations", to: "/invitations", icon: MailPlus, permission: "invitation:read" },
      { key: "merges", to: "/merges", icon: Merge, permission: "user:merge" },
    ],
  },
  {
    labelKey: "groupNotifications",
    places: [
      { key: "inbox", to: "/inbox", icon: Bell, permission: null, shortcut: "i", onPhoneBar: true },
      { key: "outbox", to: "/outbox", icon: MailOpen, permission: "outbox:read" },
    ],
  },
  {
    labelKey: "groupAudit",
    places: [
      { key: "audit", to: "/audit", icon: ScrollText, permission: "audit:read", shortcut: "a", onPhoneBar: true },
    ],
  },
  {
    labelKey: "groupSystem",
    places: [{ key: "queues", to: "/queues", icon: Layers, permission: "platform.queue:read" }],
  },
];

import type { PermissionCode } from "@gloria/contracts";
import {
  Bell,
  BriefcaseBusiness,
  FileDown,
  FileUp,
  FolderTree,
  Home,
  IdCard,
  KeyRound,
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
  UserRoundSearch,
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
  | "imports"
  | "exports"
  | "merges"
  | "clerkReviews"
  | "scimTokens"
  | "inbox"
  | "outbox"
  | "audit"
  | "queues";

export interface Place {
  readonly key: PlaceKey;
  readonly to:
    | "/"
    | "/org-chart"
    | "/clerk-reviews"
    | "/scim-tokens"
    | `/${Exclude<PlaceKey, "home" | "orgChart" | "clerkReviews" | "scimTokens">}`;
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
      { key: "imports", to: "/imports", icon: FileUp, permission: "import:read" },
      { key: "exports", to: "/exports", icon: FileDown, permission: "export:read" },
      { key: "invitations", to: "/invitations", icon: MailPlus, permission: "invitation:read" },
      { key: "merges", to: "/merges", icon: Merge, permission: "user:merge" },
      { key: "clerkReviews", to: "/clerk-reviews", icon: UserRoundSearch, permission: "user:update" },
      { key: "scimTokens", to: "/scim-tokens", icon: KeyRound, permission: "api_key:read" },
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

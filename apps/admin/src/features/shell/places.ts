import type { PermissionCode } from "@gloria/contracts";
import {
  Bell,
  BookKey,
  Boxes,
  BriefcaseBusiness,
  CircleHelp,
  ClipboardCheck,
  FileDown,
  FileUp,
  FlaskConical,
  FolderTree,
  Handshake,
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
  ShieldBan,
  ShieldCheck,
  Stamp,
  Trash2,
  UserRoundCheck,
  UserRoundCog,
  UserRoundSearch,
  Users,
  UsersRound,
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
  | "roles"
  | "permissions"
  | "modules"
  | "permissionTemplates"
  | "bulkAssign"
  | "delegations"
  | "guardrails"
  | "accessReviews"
  | "accessExplain"
  | "accessSimulate"
  | "whoCan"
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
    | "/permission-templates"
    | "/permissions/bulk-assign"
    | "/access-reviews"
    | "/access/explain"
    | "/access/simulate"
    | "/access/who-can"
    | `/${Exclude<PlaceKey, "home" | "orgChart" | "clerkReviews" | "scimTokens" | "permissionTemplates" | "bulkAssign" | "accessReviews" | "accessExplain" | "accessSimulate" | "whoCan">}`;
  readonly icon: LucideIcon;
  /** What the server must have granted; null is everyone's. */
  readonly permission: PermissionCode | null;
  /** Pressed after `g`. */
  readonly shortcut?: string;
  /** Stands in the bar at the bottom of a phone. */
  readonly onPhoneBar?: true;
  /** Another place lies below its address: it is where one is only on that very page. */
  readonly exact?: true;
}

export interface PlaceGroup {
  readonly labelKey:
    | "groupOrganisation"
    | "groupOnboarding"
    | "groupAccess"
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
    labelKey: "groupAccess",
    places: [
      { key: "roles", to: "/roles", icon: ShieldCheck, permission: "role:read", shortcut: "r" },
      { key: "permissions", to: "/permissions", icon: BookKey, permission: "permission:read", exact: true },
      { key: "modules", to: "/modules", icon: Boxes, permission: "module:read" },
      {
        key: "permissionTemplates",
        to: "/permission-templates",
        icon: Stamp,
        permission: "permission.template:read",
      },
      { key: "bulkAssign", to: "/permissions/bulk-assign", icon: UsersRound, permission: "permission:assign" },
      { key: "delegations", to: "/delegations", icon: Handshake, permission: "delegation:read", shortcut: "l" },
      { key: "guardrails", to: "/guardrails", icon: ShieldBan, permission: "guardrail:read" },
      { key: "accessReviews", to: "/access-reviews", icon: ClipboardCheck, permission: "access_review:read" },
      { key: "accessExplain", to: "/access/explain", icon: CircleHelp, permission: null, shortcut: "w" },
      { key: "whoCan", to: "/access/who-can", icon: UserRoundCheck, permission: "permission:read" },
      { key: "accessSimulate", to: "/access/simulate", icon: FlaskConical, permission: "permission:read" },
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

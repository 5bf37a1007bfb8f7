/** A group of screens and verbs. `module.<code>` is a resource too: grants on it are "module access". */
export const moduleCodes = [
  "organisation",
  "onboarding",
  "access",
  "notifications",
  "workflows",
  "audit",
  "compliance",
  "platform",
] as const;
export type ModuleCode = (typeof moduleCodes)[number];

/** Headings under which permissions are shown. */
export const permissionGroups = [
  "foundation",
  "people",
  "onboarding",
  "access",
  "notification",
  "workflow",
  "audit",
  "compliance",
  "system",
  "module",
  "operator",
] as const;
export type PermissionGroup = (typeof permissionGroups)[number];

/** What Gloria knows about one permission, beside the texts that name it. */
export interface PermissionDefinition {
  /** `resource:action`, without wildcard or scope. */
  readonly code: string;
  readonly module: string;
  readonly group: string;
  /** False: it is refused to delegates. */
  readonly delegable: boolean;
  /** True: an allow is audited too, and the epoch row is locked while it acts. */
  readonly sensitive: boolean;
  /** True: refused to acting holders of a position (Plt/Plh), whatever their position grants. */
  readonly definitiveOnly: boolean;
}

interface Traits<Action extends string> {
  readonly notDelegable?: readonly Action[];
  readonly sensitive?: readonly Action[];
  readonly definitiveOnly?: readonly Action[];
}

/** The actions that every module offers. */
export const commonActions = [
  "create",
  "read",
  "update",
  "delete",
  "restore",
  "approve",
  "export",
  "import",
  "print",
  "assign",
  "close",
] as const;

function define<const Resource extends string, const Action extends string>(
  module: ModuleCode,
  group: PermissionGroup,
  resource: Resource,
  actions: readonly Action[],
  traits: Traits<NoInfer<Action>> = {},
): Record<`${Resource}:${Action}`, PermissionDefinition> {
  const has = (list: readonly Action[] | undefined, action: Action) => list?.includes(action) ?? false;
  const entries = actions.map((action) => {
    const code: `${Resource}:${Action}` = `${resource}:${action}`;
    const definition: PermissionDefinition = {
      code,
      module,
      group,
      delegable: !has(traits.notDelegable, action),
      sensitive: has(traits.sensitive, action),
      definitiveOnly: has(traits.definitiveOnly, action),
    };
    return [code, definition] as const;
  });
  return Object.fromEntries(entries) as Record<`${Resource}:${Action}`, PermissionDefinition>;
}

/**
 * Every permission that code asks for. A check of a code that is not here (nor among the tenant's additions) is
 * refused. Appointment, dismissal and what founds or ends a school need a definitive holder; what hands out access
 * cannot itself be delegated.
 */
export const permissionCatalogue = {
  ...define("organisation", "foundation", "tenant", ["read", "update"], {
    sensitive: ["update"],
    notDelegable: ["update"],
  }),
  ...define(
    "organisation",
    "foundation",
    "school",
    ["create", "read", "update", "delete", "restore", "export", "print"],
    {
      sensitive: ["delete"],
      definitiveOnly: ["create", "delete"],
    },
  ),
  ...define("organisation", "foundation", "department", ["create", "read", "update", "delete", "restore", "export"]),
  ...define("organisation", "foundation", "position", ["create", "read", "update", "delete", "restore", "export"]),
  ...define("organisation", "foundation", "calendar", ["read", "update"]),

  ...define("organisation", "people", "assignment", ["create", "read", "update", "approve", "export", "close"], {
    sensitive: ["create", "close"],
    definitiveOnly: ["create", "approve", "close"],
  }),
  ...define(
    "organisation",
    "people",
    "employee",
    ["create", "read", "update", "delete", "restore", "export", "import", "print", "close"],
    {
      sensitive: ["export", "close"],
      definitiveOnly: ["close"],
    },
  ),
  ...define("organisation", "people", "employee.sensitive", ["read", "update", "export"], {
    sensitive: ["read", "update", "export"],
    notDelegable: ["read", "update", "export"],
  }),
  ...define(
    "organisation",
    "people",
    "user",
    [
      "create",
      "read",
      "update",
      "delete",
      "restore",
      "export",
      "import",
      "print",
      "suspend",
      "merge",
      "purge",
      "impersonate",
    ],
    {
      sensitive: ["delete", "export", "merge", "purge", "impersonate"],
      notDelegable: ["merge", "purge", "impersonate"],
    },
  ),
  ...define("organisation", "people", "user.sensitive", ["read", "update"], {
    sensitive: ["read", "update"],
    notDelegable: ["read", "update"],
  }),

  ...define("organisation", "people", "saved_view", ["share"]),

  ...define("onboarding", "onboarding", "import", ["create", "read", "approve", "restore", "close"], {
    sensitive: ["approve"],
  }),
  ...define("onboarding", "onboarding", "export", ["create", "read"], { sensitive: ["create"] }),
  ...define("onboarding", "onboarding", "invitation", ["create", "read", "update", "delete"]),

  ...define("access", "access", "role", ["create", "read", "update", "delete", "assign"], {
    sensitive: ["create", "update", "delete", "assign"],
    notDelegable: ["create", "update", "delete", "assign"],
  }),
  ...define("access", "access", "permission", ["create", "read", "update", "delete", "assign", "grant_any"], {
    sensitive: ["create", "update", "delete", "assign", "grant_any"],
    notDelegable: ["create", "update", "delete", "assign", "grant_any"],
    definitiveOnly: ["grant_any"],
  }),
  ...define("access", "access", "permission.template", ["create", "read", "update", "delete", "assign"], {
    sensitive: ["assign"],
    notDelegable: ["create", "update", "delete", "assign"],
  }),
  ...define("access", "access", "guardrail", ["create", "read", "update", "close"], {
    sensitive: ["create", "update", "close"],
    notDelegable: ["create", "update", "close"],
  }),
  ...define("access", "access", "delegation", ["create", "read", "close"], {
    sensitive: ["create"],
    notDelegable: ["create"],
  }),
  ...define("access", "access", "access_review", ["create", "read", "approve", "export", "close"], {
    sensitive: ["create", "approve", "close"],
    notDelegable: ["create", "close"],
  }),
  ...define("access", "access", "session", ["read", "close"], { sensitive: ["close"] }),
  ...define("access", "access", "module", ["create", "read", "update", "delete"], {
    notDelegable: ["create", "update", "delete"],
  }),

  ...define("notifications", "notification", "notification", ["create", "read"]),
  ...define("notifications", "notification", "notification.template", ["create", "read", "update", "approve"]),
  ...define("notifications", "notification", "notification.batch", ["create", "read", "update", "approve", "close"]),

  ...define(
    "workflows",
    "workflow",
    "workflow",
    ["create", "read", "update", "delete", "approve", "export", "import", "print", "assign", "close"],
    {
      sensitive: ["approve"],
    },
  ),
  ...define(
    "workflows",
    "workflow",
    "workflow.instance",
    ["create", "read", "update", "approve", "export", "print", "assign", "close"],
    {
      sensitive: ["assign", "close"],
    },
  ),
  ...define("workflows", "workflow", "workflow.schedule", ["create", "read", "update", "delete"]),

  ...define("audit", "audit", "audit", ["read", "export", "print", "restore"], {
    sensitive: ["export", "restore"],
    notDelegable: ["restore"],
  }),
  ...define("audit", "audit", "audit.alert", ["read", "update", "close"]),
  ...define("audit", "audit", "outbox", ["read"], { sensitive: ["read"], notDelegable: ["read"] }),
  ...define("compliance", "compliance", "compliance", ["read", "update", "export", "print"]),
  ...define("compliance", "compliance", "retention", ["read", "update", "close"], {
    sensitive: ["update", "close"],
    notDelegable: ["update", "close"],
  }),

  ...define("platform", "system", "feature_flag", ["create", "read", "update", "delete"]),
  ...define("platform", "system", "system_config", ["read", "update", "export", "import"], {
    sensitive: ["update", "export", "import"],
    notDelegable: ["update", "export", "import"],
  }),
  ...define("platform", "system", "api_key", ["create", "read", "update", "delete"], {
    sensitive: ["create", "update"],
    notDelegable: ["create", "update", "delete"],
  }),

  ...define("platform", "operator", "platform.tenant", ["create", "read", "update", "close"], {
    sensitive: ["create", "update", "close"],
    notDelegable: ["create", "update", "close"],
  }),
  ...define("platform", "operator", "platform.queue", ["read", "update"], { sensitive: ["update"] }),
  ...define("platform", "operator", "platform.database", ["read", "update"], { sensitive: ["update"] }),
  ...define("platform", "operator", "platform.performance", ["read"]),
  ...define("platform", "operator", "platform.backup", ["create", "read", "restore"], {
    sensitive: ["create", "restore"],
    notDelegable: ["create", "restore"],
  }),

  ...define("organisation", "module", "module.organisation", commonActions),
  ...define("onboarding", "module", "module.onboarding", commonActions),
  ...define("access", "module", "module.access", commonActions),
  ...define("notifications", "module", "module.notifications", commonActions),
  ...define("workflows", "module", "module.workflows", commonActions),
  ...define("audit", "module", "module.audit", commonActions),
  ...define("compliance", "module", "module.compliance", commonActions),
  ...define("platform", "module", "module.platform", commonActions),
} as const;

/** The closed list of codes that code may ask for. */
export type PermissionCode = keyof typeof permissionCatalogue;

const byCode: ReadonlyMap<string, PermissionDefinition> = new Map(Object.entries(permissionCatalogue));

export const permissionCodes = Object.keys(permissionCatalogue) as readonly PermissionCode[];

export function isPermissionCode(text: string): text is PermissionCode {
  return byCode.has(text);
}

/** The definition of a catalogued code; null for any other text (an inherited property name included). */
export function findPermission(code: string): PermissionDefinition | null {
  return byCode.get(code) ?? null;
}

/** `platform.*` belongs to the operators' own tenant: in every other one it can neither be granted nor held. */
export function isPlatformCode(code: string): boolean {
  return code.startsWith("platform.");
}

/** Earlier layers decide first; a layer without an applicable rule hands on to the next. */
export const permissionLayers = ["DIRECT", "DELEGATION", "RESOURCE", "ROLE", "POSITION"] as const;
export type PermissionLayer = (typeof permissionLayers)[number];

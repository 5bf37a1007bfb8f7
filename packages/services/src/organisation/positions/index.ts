export { createPosition } from "./create-position.ts";
export { deletePosition } from "./delete-position.ts";
export { getPosition } from "./get-position.ts";
export { getPositionHierarchy } from "./get-position-hierarchy.ts";
export { listPositionUsers } from "./list-position-users.ts";
export { listPositions, type PositionPage } from "./list-positions.ts";
export { auditedPosition, positionColumnClasses } from "./position-audit.ts";
export { restorePosition } from "./restore-position.ts";
export { updatePosition } from "./update-position.ts";

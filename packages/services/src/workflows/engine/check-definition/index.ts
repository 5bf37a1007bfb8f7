export { checkDefinition, type DefinitionCheck } from "./check-definition.ts";
export { type ActionShape, type DefinitionWorld, unknownWorld } from "./definition-world.ts";

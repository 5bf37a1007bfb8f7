export { assertNoExcess, findExcess } from "./find-excess.ts";

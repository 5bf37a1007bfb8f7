/**
 * Mutants of `decide` that change no answer, by their key, each with the reason. A survivor that is not here fails
 * tooling/check-mutants.mjs; so does an entry here that does not survive.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const equivalentMutants = {};

/**
 * Mutants of `decide` that change no answer, by their key, each with the reason. A survivor that is not here fails
 * tooling/check-mutants.mjs; so does an entry here that does not survive.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const equivalentMutants = {
  "packages/permissions/src/decide.ts: if (permission === null || (refused !== null && trace === undefined)) return refused ?? noRule; : refused ?? noRule → refused":
    "a permission that is not known is always refused, so there is something",
  "packages/permissions/src/decide.ts: if (permission === null || (refused !== null && trace === undefined)) return refused ?? noRule; : permission === null || (refused !== null && trace === undefined) → permission === null":
    "a short cut: what is refused is answered so further down, too",
  "packages/permissions/src/decide.ts: const decision = refused ?? answer(question, facts.delegations); : refused ?? answer(question, facts.delegations) → answer(question, facts.delegations)":
    "`answer` asks itself what is refused outright, and of the same",
  "packages/permissions/src/decide.ts: const decision = refused ?? (example === undefined ? answer(question, facts.delegations) : last); : refused ?? (example === undefined ? answer(question, facts.delegations) : last) → (example === undefined ? answer(question, facts.delegations) : last)":
    "nothing refused has an example, and `answer` asks itself what is refused outright",
  "packages/permissions/src/decide.ts: const decision = refused ?? (example === undefined ? answer(question, facts.delegations) : last); : example === undefined → true":
    "`last` is the answer at the example: asked again it is the same",
  "packages/permissions/src/answer.ts: if (facts.hasResourceRules) { : facts.hasResourceRules → true":
    "a short cut: without rules about one thing none decides",
  "packages/permissions/src/question.ts: for (const { code, from, until } of holdings) if (code !== null && from <= at && at < until) codes.add(code); : code !== null && from <= at → from <= at":
    "roles and positions, of which alone this is asked, have a code",
  'packages/permissions/src/rule-status.ts: if (place !== "applies" || rule.condition === null) return place; : place !== "applies" || rule.condition === null → place !== "applies"':
    "no condition is a condition that is met",
  'packages/permissions/src/scope-match.ts: return scope === "SCHOOL" && anchor.schoolId !== null && (target.schoolIds?.includes(anchor.schoolId) ?? false); : scope === "SCHOOL" && anchor.schoolId !== null → scope === "SCHOOL"':
    "null is in no list of schools",
  'packages/permissions/src/scope-match.ts: if (scope === "OWN" || region.scope === "ALL") return false; : scope === "OWN" || region.scope === "ALL" → scope === "OWN"':
    "the region of everything has neither a department nor a school that an anchor could have",
  'packages/permissions/src/scope-match.ts: if (scope === "OWN" || region.scope === "ALL") return false; : "ALL" → ""':
    "the region of everything has neither a department nor a school that an anchor could have",
  'packages/permissions/src/scope-match.ts: if (region.scope === "DEPARTMENT" && anchor.subtree?.has(region.departmentId) === true) return true; : region.scope === "DEPARTMENT" && anchor.subtree?.has(region.departmentId) === true → anchor.subtree?.has(region.departmentId) === true':
    "only the region of a department has one, and undefined is in no subtree",
  'packages/permissions/src/rule-chain.ts: if (rule.pattern.includes("*")) wild.push(withMatcher(rule)); : rule.pattern.includes("*") → true':
    "codes are looked up apart from wildcards to be quick; a pattern without wildcard matches itself alone",
  'packages/permissions/src/rule-chain.ts: if (rule.pattern.includes("*")) wild.push(withMatcher(rule)); : "*" → ""':
    "codes are looked up apart from wildcards to be quick; a pattern without wildcard matches itself alone",
  "packages/permissions/src/rule-chain.ts: if (wild.length > 0) this.#patterns.push({ distance, rules: wild }); : wild.length > 0 → true":
    "steps without a rule are left out when a code is looked up",
  "packages/permissions/src/rule-chain.ts: if (wild.length > 0) this.#patterns.push({ distance, rules: wild }); : wild.length > 0 → wild.length >= 0":
    "steps without a rule are left out when a code is looked up",
  "packages/permissions/src/rule-chain.ts: if (this.#resourceRules.length === 0) return noRules; : this.#resourceRules.length === 0 → false":
    "a short cut: of no rules none is named",
  "packages/permissions/src/rule-chain.ts: if (last !== undefined && last.distance === distance) { : last !== undefined && last.distance === distance → last.distance === distance":
    "a list of steps that is kept has a step",
  "packages/permissions/src/rule-chain.ts: if (wild.length === 0) return exact; : wild.length === 0 → false":
    "a short cut: with no wildcards the steps come out as they are",
  "packages/permissions/src/rule-chain.ts: if (a.allow !== b.allow) return a.allow ? 1 : -1; : 1 → 2":
    "sorting asks for the sign only",
  "packages/permissions/src/rule-chain.ts: if (a.allow !== b.allow) return a.allow ? 1 : -1; : 1 → 2 (2)":
    "sorting asks for the sign only",
  "packages/permissions/src/rule-chain.ts: return a.id < b.id ? -1 : a.id > b.id ? 1 : 0; : a.id < b.id → a.id <= b.id":
    "no two have the same id",
  "packages/permissions/src/rule-chain.ts: return a.id < b.id ? -1 : a.id > b.id ? 1 : 0; : 1 → 2":
    "sorting asks for the sign only",
  "packages/permissions/src/rule-chain.ts: return a.id < b.id ? -1 : a.id > b.id ? 1 : 0; : a.id > b.id → true":
    "no two have the same id",
  "packages/permissions/src/rule-chain.ts: return a.id < b.id ? -1 : a.id > b.id ? 1 : 0; : a.id > b.id → false":
    "sorting moves what comes before something else; to be equal or to come after it is the same",
  "packages/permissions/src/rule-chain.ts: return a.id < b.id ? -1 : a.id > b.id ? 1 : 0; : a.id > b.id → a.id >= b.id":
    "no two have the same id",
  "packages/permissions/src/rule-chain.ts: return a.id < b.id ? -1 : a.id > b.id ? 1 : 0; : 0 → 1":
    "no two have the same id",
  "packages/permissions/src/rule-chain.ts: return a.id < b.id ? -1 : a.id > b.id ? 1 : 0; : 1 → 2 (2)":
    "sorting asks for the sign only",
  "packages/permissions/src/guardrail-set.ts: .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)); : 1 → 2":
    "sorting asks for the sign only",
  "packages/permissions/src/guardrail-set.ts: .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)); : a.id < b.id → a.id <= b.id":
    "no two have the same id",
  "packages/permissions/src/guardrail-set.ts: .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)); : a.id > b.id → true":
    "no two have the same id",
  "packages/permissions/src/guardrail-set.ts: .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)); : a.id > b.id → false":
    "sorting moves what comes before something else; to be equal or to come after it is the same",
  "packages/permissions/src/guardrail-set.ts: .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)); : a.id > b.id → a.id >= b.id":
    "no two have the same id",
  "packages/permissions/src/guardrail-set.ts: .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)); : 0 → 1":
    "no two have the same id",
  "packages/permissions/src/guardrail-set.ts: .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)); : 1 → 2 (2)":
    "sorting asks for the sign only",
  "packages/permissions/src/delegation.ts: .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)) : 1 → 2":
    "sorting asks for the sign only",
  "packages/permissions/src/delegation.ts: .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)) : a.id > b.id → true":
    "no two have the same id",
  "packages/permissions/src/delegation.ts: .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)) : a.id < b.id → a.id <= b.id":
    "no two have the same id",
  "packages/permissions/src/delegation.ts: .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)) : a.id > b.id → false":
    "sorting moves what comes before something else; to be equal or to come after it is the same",
  "packages/permissions/src/delegation.ts: .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)) : a.id > b.id → a.id >= b.id":
    "no two have the same id",
  "packages/permissions/src/delegation.ts: .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)) : 0 → 1":
    "no two have the same id",
  "packages/permissions/src/delegation.ts: .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)) : 1 → 2 (2)":
    "sorting asks for the sign only",
  "packages/permissions/src/delegation.ts: const parentRow = row.parentId === null || !isSound ? undefined : rows.get(row.parentId); : row.parentId === null || !isSound → !isSound":
    "no row has the id null",
  'packages/permissions/src/conditions/attribute-test.ts: return typeof value === "number" && orders[test.op](value, test.value); : typeof value === "number" && orders[test.op](value, test.value) → orders[test.op](value, test.value)':
    "what is no number was an error already: such a comparison is of the type int",
  "packages/permissions/src/conditions/compile-condition.ts: const compiled = new LRUCache<string, CompiledCondition>({ max: 2_000 }); : 2_000 → 2001":
    "how many compiled conditions are remembered changes none of them",
  'packages/permissions/src/conditions/predicate.ts: if (left.kind === "constant" && left.outcome === (predicate.kind === "or")) return left; : left.kind === "constant" && left.outcome === (predicate.kind === "or") → left.outcome === (predicate.kind === "or")':
    "nothing but a constant has an outcome",
  "packages/permissions/src/chain-register.ts: const place = this.#places[number] ?? unknown; : this.#places[number] ?? unknown → unknown":
    "a short cut: what a chain says may be asked each time",
  "packages/permissions/src/chain-register.ts: return place === unknown ? this.#learn(number, chain) : (this.#rules[place] ?? noRules); : place === unknown → true":
    "a short cut: what a chain says may be asked each time",
  "packages/permissions/src/chain-register.ts: return place === unknown ? this.#learn(number, chain) : (this.#rules[place] ?? noRules); : this.#rules[place] ?? noRules → this.#rules[place]":
    "a place that is kept has rules",
  "packages/permissions/src/chain-register.ts: const grown = new Uint16Array((number + 1) * 2); : 1 → 2":
    "more room than is needed changes no answer",
  "packages/permissions/src/chain-register.ts: const grown = new Uint16Array((number + 1) * 2); : 2 → 3":
    "more room than is needed changes no answer",
  "packages/permissions/src/chain-register.ts: else if (this.#rules.length < 2 ** 16) this.#places[number] = this.#rules.push(rules) - 1; : this.#rules.length < 2 ** 16 → false":
    "a short cut: what a chain says may be asked each time",
  "packages/permissions/src/chain-register.ts: else if (this.#rules.length < 2 ** 16) this.#places[number] = this.#rules.push(rules) - 1; : this.#rules.length < 2 ** 16 → this.#rules.length <= 2 ** 16":
    "the place behind the last wraps to that of what is not known",
  "packages/permissions/src/chain-register.ts: else if (this.#rules.length < 2 ** 16) this.#places[number] = this.#rules.push(rules) - 1; : this.#places[number] = this.#rules.push(rules) - 1; → ;":
    "a short cut: what a chain says may be asked each time",
  "packages/permissions/src/compile-facts.ts: for (const { id, parentId } of raw.departments) if (parentId !== null) push(this.#below, parentId, id); : parentId !== null → true":
    "nobody asks what lies below no department",
  "packages/permissions/src/compile-facts.ts: chain: this.#chain([{ distance: 0, rules: this.#rules(anchored) }]), : 0 → 1":
    "a step that is alone is the nearest, however far",
  "packages/permissions/src/compile-facts.ts: const chain = this.#chain([{ distance: 0, rules: this.#rules(grants) }]); : 0 → 1":
    "a step that is alone is the nearest, however far",
  "packages/permissions/src/compile-facts.ts: if (rules.length > 0) steps.push({ distance, rules }); : rules.length > 0 → true":
    "a chain leaves out steps without rules itself",
  "packages/permissions/src/compile-facts.ts: if (rules.length > 0) steps.push({ distance, rules }); : rules.length > 0 → rules.length >= 0":
    "a chain leaves out steps without rules itself",
  "packages/permissions/src/compile-facts.ts: const department = raw.departmentId === null ? undefined : this.#departments.get(raw.departmentId); : raw.departmentId === null → false":
    "no department has the id null",
  'packages/permissions/src/compile-facts.ts: return compareText(a.assignmentId ?? "", b.assignmentId ?? ""); : a.assignmentId ?? "" → a.assignmentId':
    "roles and positions, which alone are ordered so, have an assignment",
  'packages/permissions/src/compile-facts.ts: return compareText(a.assignmentId ?? "", b.assignmentId ?? ""); : b.assignmentId ?? "" → b.assignmentId':
    "roles and positions, which alone are ordered so, have an assignment",
  'packages/permissions/src/compile-facts.ts: return compareText(a.assignmentId ?? "", b.assignmentId ?? ""); : "" → "mutant"':
    "roles and positions, which alone are ordered so, have an assignment",
  'packages/permissions/src/compile-facts.ts: return compareText(a.assignmentId ?? "", b.assignmentId ?? ""); : "" → "mutant" (2)':
    "roles and positions, which alone are ordered so, have an assignment",
  "packages/permissions/src/compile-facts.ts: return a < b ? -1 : a > b ? 1 : 0; : a < b → a <= b":
    "no two that are ordered are equal",
  "packages/permissions/src/compile-facts.ts: return a < b ? -1 : a > b ? 1 : 0; : 1 → 2":
    "sorting asks for the sign only",
  "packages/permissions/src/compile-facts.ts: return a < b ? -1 : a > b ? 1 : 0; : 1 → 2 (2)":
    "sorting asks for the sign only",
  "packages/permissions/src/compile-facts.ts: return a < b ? -1 : a > b ? 1 : 0; : a > b → true":
    "no two that are ordered are equal",
  "packages/permissions/src/compile-facts.ts: return a < b ? -1 : a > b ? 1 : 0; : a > b → false":
    "sorting moves what comes before something else; to be equal or to come after it is the same",
  "packages/permissions/src/compile-facts.ts: return a < b ? -1 : a > b ? 1 : 0; : a > b → a >= b":
    "no two that are ordered are equal",
  "packages/permissions/src/compile-facts.ts: return a < b ? -1 : a > b ? 1 : 0; : 0 → 1":
    "no two that are ordered are equal",
  "packages/permissions/src/compile-facts.ts: for (const instant of instants) if (instant > at && instant < next) next = instant; : instant < next → instant <= next":
    "the same instant again is the same",
  "packages/permissions/src/filter-for.ts: if (!facts.hasResourceRules) return { deny: noRow, allow: noRow }; : !facts.hasResourceRules → false":
    "a short cut: no rules about one thing are no rows",
  'packages/permissions/src/access.ts: const check: Access["check"] = (code, target) => known(target === undefined ? { code } : { code, target }); : target === undefined → false':
    "a target that is undefined is none",
  "packages/permissions/src/access.ts: const why = () => explained(target === undefined ? { code } : { code, target }); : target === undefined → false":
    "a target that is undefined is none",
  "packages/permissions/src/filter-for.ts: return permission === null ? noRow : allowedRows({ facts, permission, at, request }, facts.delegations); : permission === null → false":
    "a permission that is not known is refused outright, of which nothing passes",
  "packages/permissions/src/answer.ts: if (chains.length === 0) return null; : chains.length === 0 → false":
    "a short cut: no chains say nothing",
  "packages/permissions/src/answer.ts: for (let index = 0; index < chains.length; index++) { : index < chains.length → index <= chains.length":
    "behind the last chain there is none",
  "packages/permissions/src/answer.ts: if (chain === undefined || answers.isSilent(chain)) continue; : chain === undefined || answers.isSilent(chain) → false":
    "a short cut: a chain that is silent has no rule that applies",
  "packages/permissions/src/answer.ts: if (chain === undefined || answers.isSilent(chain)) continue; : chain === undefined || answers.isSilent(chain) → (chain === undefined) && (answers.isSilent(chain))":
    "a short cut: a chain that is silent has no rule that applies",
  "packages/permissions/src/answer.ts: if (chain === undefined || answers.isSilent(chain)) continue; : chain === undefined || answers.isSilent(chain) → chain === undefined":
    "a short cut: a chain that is silent has no rule that applies",
  "packages/permissions/src/answer.ts: if (chain === undefined || answers.isSilent(chain)) continue; : chain === undefined || answers.isSilent(chain) → answers.isSilent(chain)":
    "the index stays within the chains, so there is one",
  "packages/permissions/src/answer.ts: if (chain === undefined || answers.isSilent(chain)) continue; : continue; → ;":
    "a short cut: a chain that is silent has no rule that applies",
  "packages/permissions/src/answer.ts: if (holding === undefined) continue; : holding === undefined → false":
    "there is a holding for each chain",
  "packages/permissions/src/answer.ts: if (holding === undefined) continue; : continue; → ;":
    "there is a holding for each chain",
  "packages/permissions/src/rule-status.ts: if (!rule.isTimeless || !holding.isTimeless) { : !rule.isTimeless || !holding.isTimeless → true":
    "a short cut: every instant lies within no bounds",
  "packages/permissions/src/rule-chain.ts: if (this.#patterns.length === 0) return this.#exact.get(code) ?? noSteps; : this.#patterns.length === 0 → false":
    "a short cut: with no wildcards the steps come out as they are",
  "packages/permissions/src/rule-chain.ts: if (first === undefined) return noRules; : first === undefined → false":
    "a short cut: no steps have no rules",
  "packages/permissions/src/rule-chain.ts: return steps.length === 1 ? first.rules : steps.flatMap(({ rules }) => rules); : steps.length === 1 → false":
    "a short cut: the rules of one step alone are its own",
};

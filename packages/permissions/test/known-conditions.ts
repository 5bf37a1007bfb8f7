import type { RequestAttributes, Target } from "../src/index.ts";

/** What a condition may look at, in the oracle's own words. */
export interface Situation {
  readonly actorId: string;
  readonly roleCodes: readonly string[];
  readonly hasHomeSchool: boolean;
  readonly at: number;
  readonly request: RequestAttributes | undefined;
  readonly target: Target | undefined;
}

/** Null: an error. */
type Answer = boolean | null;

interface KnownCondition {
  readonly source: string;
  readonly readsTarget: boolean;
  readonly answer: (situation: Situation) => Answer;
}

const owned: KnownCondition["answer"] = ({ target, actorId }) =>
  target?.ownerId === undefined || target.ownerId === null ? null : target.ownerId === actorId;
const inSchoolA: KnownCondition["answer"] = ({ target }) =>
  target?.schoolIds === undefined ? null : target.schoolIds.includes("school-a");
const isHead: KnownCondition["answer"] = ({ roleCodes }) => roleCodes.includes("kepala");
const onWeb: KnownCondition["answer"] = ({ request }) => (request === undefined ? null : request.channel === "web");
const active: KnownCondition["answer"] = ({ target }) => {
  const status = target?.attributes?.["status"];
  return typeof status === "string" ? status === "active" : null;
};

const negated =
  (part: KnownCondition["answer"]): KnownCondition["answer"] =>
  (situation) => {
    const answer = part(situation);
    return answer === null ? null : !answer;
  };

const either =
  (a: KnownCondition["answer"], b: KnownCondition["answer"]): KnownCondition["answer"] =>
  (situation) => {
    const answers = [a(situation), b(situation)];
    if (answers.includes(true)) return true;
    return answers.includes(null) ? null : false;
  };

const both = (a: KnownCondition["answer"], b: KnownCondition["answer"]): KnownCondition["answer"] =>
  negated(either(negated(a), negated(b)));

/** Conditions on any permission, each with its meaning written by hand. */
export const generalConditions: readonly KnownCondition[] = [
  { source: "target.x > 1", readsTarget: false, answer: () => null },
  { source: "true", readsTarget: false, answer: () => true },
  { source: "target.ownerId == actor.id", readsTarget: true, answer: owned },
  { source: "target.ownerId != actor.id", readsTarget: true, answer: negated(owned) },
  { source: '"school-a" in target.schoolIds', readsTarget: true, answer: inSchoolA },
  { source: '"kepala" in actor.roles', readsTarget: false, answer: isHead },
  { source: "has(actor.schoolId)", readsTarget: false, answer: ({ hasHomeSchool }) => hasHomeSchool },
  { source: 'request.channel == "web"', readsTarget: false, answer: onWeb },
  {
    source: 'now >= timestamp("1970-01-01T00:00:00.005Z")',
    readsTarget: false,
    answer: ({ at }) => at >= 5,
  },
  {
    source: '"kepala" in actor.roles || "school-a" in target.schoolIds',
    readsTarget: true,
    answer: either(isHead, inSchoolA),
  },
  {
    source: 'request.channel == "web" && target.ownerId != actor.id',
    readsTarget: true,
    answer: both(onWeb, negated(owned)),
  },
];

/** Conditions on permissions over users, whose targets have a status. */
export const userConditions: readonly KnownCondition[] = [
  { source: 'target.status == "active"', readsTarget: true, answer: active },
  {
    source: 'target.status != "active" || "kepala" in actor.roles',
    readsTarget: true,
    answer: either(negated(active), isHead),
  },
];

const bySource = new Map([...generalConditions, ...userConditions].map((known) => [known.source, known]));

export function knownCondition(source: string): KnownCondition {
  const known = bySource.get(source);
  if (known === undefined) throw new Error(`the oracle does not know the condition ${source}`);
  return known;
}

import { builtInEnds } from "@gloria/contracts";
import type { DefinitionModel } from "./definition-model.ts";
import type { Edge, ModelStep } from "./model-step.ts";

/** A branch of a parallel step, or the whole: what a step lies in. */
export interface Region {
  readonly parallel: ModelStep | null;
  readonly branch: string;
  readonly above: Region | null;
}

/** A way that leads to a step of another region. */
export interface Crossing {
  readonly edge: Edge;
  readonly from: Region;
  readonly into: Region;
}

/** How the steps of a definition hang together. */
export interface Flow {
  /** The regions of all steps that can be reached. */
  readonly regionOf: ReadonlyMap<string, Region>;
  readonly crossings: readonly Crossing[];
  /** `@join` where nothing is parallel. */
  readonly strayJoins: readonly Edge[];
  /** Branches that come to their join; or may: those with a fault on the way get the benefit of the doubt. */
  readonly joined: ReadonlySet<Region>;
  readonly regions: readonly Region[];
}

const ends: ReadonlySet<string> = new Set(builtInEnds);

export function isEnd(to: string): boolean {
  return ends.has(to);
}

/** A region and the ways in it that have not been walked. */
interface Walk {
  readonly region: Region;
  readonly ways: Edge[];
}

/**
 * Walks all steps from the start, from the outside in: a step belongs to the outermost region that leads to it. Each way
 * is walked once.
 */
export function flowOf(model: DefinitionModel, start: string): Flow {
  const regionOf = new Map<string, Region>();
  const crossings: Crossing[] = [];
  const strayJoins: Edge[] = [];
  const joined = new Set<Region>();
  const regions: Region[] = [];
  let inner: Walk[] = [];

  const open = (region: Region, first: Edge) => {
    regions.push(region);
    inner.push({ region, ways: [first] });
  };
  const follow = ({ region, ways }: Walk, edge: Edge) => {
    if (edge.to === "@join") {
      if (region.parallel === null) strayJoins.push(edge);
      else joined.add(region);
      return;
    }
    if (isEnd(edge.to) || edge.to === "@requester") return;
    const step = model.steps.get(edge.to);
    const known = regionOf.get(edge.to);
    if (step === undefined) joined.add(region);
    else if (known === undefined) {
      regionOf.set(edge.to, region);
      if (step.valid === null) joined.add(region);
      ways.push(...step.edges.toReversed());
      for (const first of step.branches) open({ parallel: step, branch: first.name, above: region }, first);
    } else if (known !== region) {
      crossings.push({ edge, from: region, into: known });
      joined.add(region);
    }
  };

  open({ parallel: null, branch: "", above: null }, { to: start, path: ["start"] });
  while (inner.length > 0) {
    const walks = inner;
    inner = [];
    // Every branch has its beginning before any of them goes further.
    for (const walk of walks) for (const edge of walk.ways.splice(0)) follow(walk, edge);
    for (const walk of walks) {
      for (let edge = walk.ways.pop(); edge !== undefined; edge = walk.ways.pop()) follow(walk, edge);
    }
  }
  return { regionOf, crossings, strayJoins, joined, regions };
}

/** Whether one region is, or lies around, the other. */
export function liesAround(outer: Region, inner: Region): boolean {
  for (let region: Region | null = inner; region !== null; region = region.above) if (region === outer) return true;
  return false;
}

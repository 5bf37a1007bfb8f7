import { writeFileSync } from "node:fs";
import { compileSkeletons } from "./compile-skeletons.tsx";

const compiled = await compileSkeletons();
writeFileSync(
  new URL("../skeletons/compiled-skeletons.ts", import.meta.url),
  `// Made by \`pnpm --filter @gloria/emails compile\` from the templates; a test fails when it is out of date.
import type { Locale } from "@gloria/contracts";
import type { Skeleton } from "./skeleton.ts";

export const compiledSkeletons: Readonly<Record<"${Object.keys(compiled).join('" | "')}", Readonly<Record<Locale, Skeleton>>>> = ${JSON.stringify(compiled, null, 2)};
`,
);

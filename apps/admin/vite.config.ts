import tailwindcss from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, loadEnv } from "vite";

/** `vite` (development) answers from a Gloria that `npm start` runs on its default port. */
const api = "http://127.0.0.1:3000";

export default defineConfig(({ mode }) => ({
  define: {
    CLERK_PUBLISHABLE_KEY: JSON.stringify(loadEnv(mode, import.meta.dirname).VITE_CLERK_PUBLISHABLE_KEY ?? ""),
  },
  plugins: [
    tanstackRouter({ target: "react", autoCodeSplitting: true, quoteStyle: "double", semicolons: true }),
    react(),
    tailwindcss(),
  ],
  build: {
    target: "es2023",
    // The content security policy allows no data: address, and no polyfill is needed for these targets.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    sourcemap: false,
  },
  server: {
    host: "127.0.0.1",
    port: 5173,
    proxy: Object.fromEntries(["/trpc", "/api", "/jobs", "/files", "/docs"].map((path) => [path, api])),
  },
}));

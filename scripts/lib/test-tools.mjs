import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "./clone.mjs";
import { Failure } from "./failure.mjs";
import { showStep } from "./progress.mjs";
import { runCommand, tailOf } from "./run-command.mjs";

/** Programs of the machine that tests need, the variable that tells the tests where each is, and how to get it. */
export const testTools = {
  browser: {
    title: "Chromium",
    variable: "GLORIA_TEST_CHROMIUM",
    programs: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
    // Without a font every page is a page of boxes.
    debianPackages: ["chromium", "fonts-liberation"],
  },
  redis: {
    title: "Redis",
    variable: "GLORIA_TEST_REDIS",
    programs: ["redis-server"],
    debianPackages: ["redis-server"],
  },
};

/**
 * Finds the tools, installs on Debian as root what is missing, and returns the variables for the tests.
 *
 * @param {readonly string[]} names keys of testTools
 * @returns {Promise<Record<string, string>>}
 */
export async function ensureTestTools(names) {
  const missing = names.filter((name) => findProgram(testTools[name].programs) === null);
  if (missing.length > 0) {
    await install(missing);
  }
  return Object.fromEntries(
    names.map((name) => {
      const program = findProgram(testTools[name].programs);
      if (program === null) {
        throw notInstalled([name], "apt-get installed its package, but the program is still not on the PATH");
      }
      return [testTools[name].variable, program];
    }),
  );
}

async function install(names) {
  const isDebian = existsSync("/etc/debian_version") && findProgram(["apt-get"]) !== null;
  if (!isDebian || process.getuid?.() !== 0) {
    throw notInstalled(names, isDebian ? "only root may install packages" : "only Debian's packages are known here");
  }
  const packages = names.flatMap((name) => testTools[name].debianPackages);
  await showStep(`installing ${packages.join(", ")} with apt-get`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...packages]]) {
      const { code, output } = await runCommand("apt-get", args, { cwd: root, env, quiet: true });
      if (code !== 0) {
        throw notInstalled(names, `apt-get ${args[0]} failed: ${tailOf(output, 10)}`);
      }
    }
  });
}

function notInstalled(names, reason) {
  const titles = names.map((name) => testTools[name].title).join(" and ");
  const programs = names.map((name) => testTools[name].programs.join(" or ")).join(", ");
  const packages = names.flatMap((name) => testTools[name].debianPackages).join(" ");
  return new Failure({
    what: `The tests need ${titles}, which this machine does not have.`,
    why: `No program ${programs} is on the PATH, and it is not installed by itself: ${reason}.`,
    fix: `Install it (Debian, Ubuntu: apt-get install ${packages}; macOS: brew install ${names.includes("redis") ? "redis" : ""} ${names.includes("browser") ? "chromium" : ""}), or leave these tests out: npm test -- --without=${names.join(",")}`,
  });
}

function findProgram(programs) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const program of programs) {
      const path = join(folder, program);
      if (isExecutable(path)) {
        return path;
      }
    }
  }
  return null;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there or not for us: the next folder may have it.
    return false;
  }
}

const onTerminal = process.stdout.isTTY === true;

/** 1234 → "1.2 s". */
function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** One thing said to the person at the terminal, indented like everything else. */
export function say(text: string): void {
  console.log(`  ${text.split("\n").join("\n  ")}`);
}

/** Runs a piece of work and shows its name, then a tick with its time and what it returned to tell. */
export async function showStep<T>(
  label: string,
  work: () => Promise<T>,
  tell: (result: T) => string | null = () => null,
): Promise<T> {
  const startedAt = Date.now();
  if (onTerminal) {
    process.stdout.write(`  … ${label}`);
  }
  const end = (mark: string, detail: string | null) => {
    const line = `  ${mark} ${label} (${seconds(Date.now() - startedAt)})${detail === null ? "" : `: ${detail}`}`;
    process.stdout.write(`${onTerminal ? "\r\u001b[K" : ""}${line}\n`);
  };
  try {
    const result = await work();
    end("✓", tell(result));
    return result;
  } catch (error) {
    end("✗", null);
    throw error;
  }
}

const demoPeople = [
  ["admin@demo.example", "foundation administrator"],
  ["kepsek@demo.example", "principal"],
  ["guru@demo.example", "teacher"],
  ["bendahara@demo.example", "treasurer"],
  ["auditor@demo.example", "auditor"],
  ["operator@demo.example", "platform operator"],
  ["admin@lain.example", "administrator of a second foundation"],
] as const;

/** The last thing on the screen: where to look and whom to sign in as. */
export function showReady(facts: {
  url: string;
  usesClerk: boolean;
  demo: boolean;
  home: string;
  startedAtMs: number;
}): void {
  const lines = [
    "",
    `Gloria is ready after ${seconds(Date.now() - facts.startedAtMs)}`,
    "",
    `  ${facts.url}        the admin app`,
    `  ${facts.url}/docs   the REST API, to read and try`,
    "",
  ];
  if (facts.usesClerk) {
    lines.push("Sign in with Clerk.", "");
  } else if (facts.demo) {
    lines.push("Sign in by e-mail, without a password, as one of");
    lines.push(...demoPeople.map(([email, role]) => `  ${email.padEnd(24)}${role}`), "");
  } else {
    lines.push("No demo people are in this database: npm run gloria -- tenant create --help", "");
  }
  lines.push(`Data: ${facts.home}`, "Ctrl-C stops everything.", "");
  say(lines.join("\n"));
}

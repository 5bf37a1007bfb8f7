import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { settings } from "../../packages/config/src/settings.ts";

const root = resolve(import.meta.dirname, "../..");
const documents = ["README.md", "CONTRIBUTING.md", ...listDocuments("docs")];

function listDocuments(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return listDocuments(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

const read = (document: string) => readFileSync(join(root, document), "utf8");

describe.each(documents)("%s", (document) => {
  const text = read(document);

  it("links to what is there", () => {
    const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link]) => link ?? "");
    // Pictures are made by the browser tests.
    const local = links.filter((link) => !/^https?:|\.png$/.test(link));
    expect(local.filter((link) => !existsSync(resolve(root, dirname(document), link)))).toEqual([]);
  });

  it("names files that exist", () => {
    const spans = [...text.matchAll(/`([^`\s]+)`|(?:^|\s)((?:apps|packages)\/[^\s`]+\.ts)\b/gm)].map(
      ([, code, bare]) => code ?? bare ?? "",
    );
    const paths = spans.filter((span) => /^(apps|packages|scripts|tooling|docs|bench)\/[\w./-]*$/.test(span));
    // What a build or a start makes is not in a fresh clone.
    const kept = paths.filter((path) => !/\/dist\//.test(path));
    expect(kept.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe("docs/operations.md", () => {
  /** Set by npm start for the processes it starts, or the terminal's own. */
  const internal = ["GLORIA_ADMIN_DIR", "GLORIA_MASTER_KEYS", "LC_ALL", "LC_MESSAGES", "LANG"];

  it("has every setting in its table", () => {
    const rows = read("docs/operations.md")
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .join("\n");
    const missing = Object.keys(settings).filter((name) => !internal.includes(name) && !rows.includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });
});

describe("docs/decisions", () => {
  it("lists every decision in its index, numbered without a gap", () => {
    const pages = documents.map((one) => relative("docs/decisions", one)).filter((one) => /^\d{4}-/.test(one));
    expect(pages.map((page) => Number(page.slice(0, 4)))).toEqual(pages.map((_, place) => place + 1));
    const index = read("docs/decisions/README.md");
    expect(pages.filter((page) => !index.includes(`(${page})`))).toEqual([]);
  });
});

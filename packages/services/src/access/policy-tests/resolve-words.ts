import { AppError } from "@gloria/core";
import type { TenantTransaction } from "@gloria/db";
import type { PolicyCase } from "./parse-policy-tests.ts";

const kinds = ["school", "department", "position", "role", "template", "user"] as const;
type Kind = (typeof kinds)[number];

/** What the words of a file stand for in the tenant. */
export interface ResolvedWords {
  idOf(kind: Kind, word: string): string;
}

const from: Readonly<Record<Kind, string>> = {
  school:
    "select 'school' as kind, s.id, s.code as word from gloria.schools s where s.tenant_id = $1 and s.deleted_at is null and lower(s.code) = any($2)",
  department:
    "select 'department', d.id, d.code from gloria.departments d where d.tenant_id = $1 and d.deleted_at is null and lower(d.code) = any($3)",
  position:
    "select 'position', p.id, p.code from gloria.positions p where p.tenant_id = $1 and p.deleted_at is null and lower(p.code) = any($4)",
  role: "select 'role', r.id, r.code from gloria.roles r where r.tenant_id = $1 and r.deleted_at is null and lower(r.code) = any($5)",
  template:
    "select 'template', t.id, t.code from gloria.permission_templates t where t.tenant_id = $1 and t.deleted_at is null and lower(t.code) = any($6)",
  user: `select 'user', u.id, w.word from unnest($7::text[]) w(word) join gloria.users u on u.tenant_id = $1 and u.deleted_at is null
    and (lower(u.email) = w.word or lower(u.username) = w.word or lower(u.nip) = w.word or u.id::text = w.word)`,
};

/**
 * Looks up every code and identifier that the cases name, in one statement. Ids stand for themselves.
 *
 * @throws AppError `policy_test.malformed` for one that nothing has, or several things have
 */
export async function resolveWords(tx: TenantTransaction, cases: readonly PolicyCase[]): Promise<ResolvedWords> {
  const wanted = wordsIn(cases);
  const rows = await tx.sql.unsafe<{ kind: Kind; id: string; word: string }[]>(
    kinds.map((kind) => from[kind]).join(" union all "),
    [tx.tenantId, ...kinds.map((kind) => [...wanted[kind]])],
  );
  const found = new Map<string, Set<string>>();
  for (const { kind, id, word } of rows) {
    const key = `${kind} ${word.toLowerCase()}`;
    found.set(key, (found.get(key) ?? new Set()).add(id));
  }
  for (const kind of kinds) {
    for (const word of wanted[kind]) {
      const ids = found.get(`${kind} ${word}`)?.size ?? 0;
      if (ids === 0) throw malformed(`there is no ${kind} ${word}`);
      if (ids > 1) throw malformed(`there are several of ${kind} ${word}`);
    }
  }
  return {
    idOf(kind, word) {
      const [id] = found.get(`${kind} ${word.toLowerCase()}`) ?? [];
      if (id === undefined) throw malformed(`there is no ${kind} ${word}`);
      return id;
    },
  };
}

function malformed(problem: string): AppError {
  return new AppError("policy_test.malformed", { problem });
}

function wordsIn(cases: readonly PolicyCase[]): Record<Kind, Set<string>> {
  const words: Record<Kind, Set<string>> = {
    school: new Set(),
    department: new Set(),
    position: new Set(),
    role: new Set(),
    template: new Set(),
    user: new Set(),
  };
  for (const { as, on } of cases) {
    const named = typeof on === "string" || on === null ? {} : "in" in on ? on.in : on;
    for (const part of [as, named]) {
      for (const kind of kinds) {
        const word = (part as Partial<Record<Kind, unknown>>)[kind];
        if (typeof word === "string") words[kind].add(word.toLowerCase());
      }
    }
  }
  return words;
}

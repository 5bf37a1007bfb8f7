import { newId } from "@gloria/core";
import type { TemplateGrantRow, TenantTransaction } from "@gloria/db";
import { loadFacts, type RawFacts, type RawGrant } from "@gloria/permissions";

/** All that decides for whoever would have some roles or templates, or hold some positions, as it stands now. */
export interface RuleBook {
  readonly epoch: number;
  /** Facts of somebody who is there and has nothing yet. */
  readonly nobody: RawFacts;
  readonly grants: readonly RawGrant[];
  readonly roleEdges: RawFacts["roleEdges"];
  readonly codes: ReadonlyMap<string, string>;
}

interface GrantJson {
  readonly id: string;
  readonly subjectKind: "role" | "position" | "department";
  readonly subjectId: string;
  readonly code: string;
  readonly effect: "ALLOW" | "DENY";
  readonly scope: RawGrant["scope"];
  readonly resourceType: string | null;
  readonly resourceId: string | null;
  readonly condition: string | null;
  readonly from: number | null;
  readonly until: number | null;
}

interface BookRow {
  readonly grants: readonly GrantJson[];
  readonly edges: RawFacts["roleEdges"];
  readonly departments: RawFacts["departments"];
  readonly codes: readonly { readonly id: string; readonly code: string }[];
  readonly templates: readonly { readonly id: string; readonly grants: readonly TemplateGrantRow[] }[];
}

const statement = `
  with recursive reached(id) as (
    select unnest($2::uuid[])
    union
    select e.parent_role_id from reached
    join gloria.role_edges e on e.tenant_id = $1 and e.child_role_id = reached.id and e.ended_at is null and e.inherit
    join gloria.roles r on r.tenant_id = e.tenant_id and r.id = e.parent_role_id and r.deleted_at is null
  )
  select
    (select coalesce(json_agg(json_build_object('id', g.id, 'subjectKind', g.subject_kind, 'subjectId', g.subject_id, 'code', g.code,
        'effect', g.effect, 'scope', g.scope, 'resourceType', g.resource_type, 'resourceId', g.resource_id, 'condition', g.condition,
        'from', (extract(epoch from g.valid_from) * 1000)::bigint, 'until', (extract(epoch from g.valid_until) * 1000)::bigint)), '[]')
      from gloria.grants g where g.tenant_id = $1 and g.ended_at is null and (
        (g.subject_kind = 'role' and g.subject_id in (select id from reached))
        or (g.subject_kind = 'position' and g.subject_id = any($3::uuid[]))
        or (g.subject_kind = 'department' and cardinality($3::uuid[]) > 0))) as grants,
    (select coalesce(json_agg(json_build_object('childId', e.child_role_id, 'parentId', e.parent_role_id)), '[]')
      from gloria.role_edges e join reached c on c.id = e.child_role_id join reached p on p.id = e.parent_role_id
      where e.tenant_id = $1 and e.ended_at is null and e.inherit) as edges,
    (select coalesce(json_agg(json_build_object('id', d.id, 'parentId', d.parent_id, 'schoolId', d.school_id)), '[]')
      from gloria.departments d where d.tenant_id = $1) as departments,
    (select coalesce(json_agg(json_build_object('id', x.id, 'code', x.code)), '[]') from (
      select r.id, r.code from gloria.roles r where r.tenant_id = $1 and r.id = any($2::uuid[])
      union all select p.id, p.code from gloria.positions p where p.tenant_id = $1 and p.id = any($3::uuid[])
    ) x) as codes,
    (select coalesce(json_agg(json_build_object('id', t.id, 'grants', v.grants)), '[]')
      from gloria.permission_templates t
      join gloria.permission_template_versions v
        on v.tenant_id = t.tenant_id and v.template_id = t.id and v.number = t.current_version
      where t.tenant_id = $1 and t.id = any($4::uuid[])) as templates`;

/** A template counts as a role that has its rights and nothing else. */
export async function loadRuleBook(
  tx: TenantTransaction,
  of: {
    readonly roles: readonly string[];
    readonly positions: readonly string[];
    readonly templates: readonly string[];
  },
): Promise<RuleBook> {
  const { raw, epoch } = await loadFacts(tx, newId());
  const [book] = await tx.sql.unsafe<BookRow[]>(statement, [
    tx.tenantId,
    [...of.roles],
    [...of.positions],
    [...of.templates],
  ]);
  if (book === undefined) throw new Error("a query without conditions answered nothing");
  return {
    epoch,
    nobody: { ...raw, userActive: true, departments: book.departments },
    grants: [...book.grants.map(toRaw), ...book.templates.flatMap(({ id, grants }) => grants.map(ofTemplate(id)))],
    roleEdges: book.edges,
    codes: new Map(book.codes.map(({ id, code }) => [id, code])),
  };
}

const nowhere = { schoolId: null, departmentId: null };

function toRaw({ resourceType, resourceId, ...grant }: GrantJson): RawGrant {
  const resource = resourceType === null || resourceId === null ? null : { type: resourceType, id: resourceId };
  return { ...grant, anchor: nowhere, resource };
}

function ofTemplate(id: string): (grant: TemplateGrantRow) => RawGrant {
  return ({ code, effect, scope, condition }) => ({
    id,
    subjectKind: "role",
    subjectId: id,
    code,
    effect,
    scope,
    anchor: nowhere,
    resource: null,
    condition,
    from: null,
    until: null,
  });
}

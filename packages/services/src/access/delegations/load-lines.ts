import type { TenantTransaction } from "@gloria/db";

/** One delegation of a line. */
export interface DelegationLink {
  readonly id: string;
  readonly delegatorId: string;
  readonly delegateId: string;
  readonly delegatorName: string;
  readonly delegatorActive: boolean;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly endedAt: Date | null;
  /** Over how many further steps it may be handed on. */
  readonly handOn: number;
}

interface LinkRow {
  readonly start: string;
  readonly id: string;
  readonly delegator_id: string;
  readonly delegate_id: string;
  readonly delegator_name: string;
  readonly delegator_active: boolean;
  readonly valid_from: string;
  readonly valid_until: string;
  readonly ended_at: string | null;
  readonly hand_on: number;
}

/**
 * The lines that these delegations stand at the end of: themselves, then what each hands on, up to whoever holds the
 * rights. What does not exist has no line.
 */
export async function loadLines(
  tx: TenantTransaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly DelegationLink[]>> {
  const lines = new Map<string, DelegationLink[]>();
  if (ids.length === 0) return lines;
  const rows = await tx.sql.unsafe<LinkRow[]>(statement, [tx.tenantId, `{${[...new Set(ids)].join(",")}}`]);
  for (const row of rows) {
    const link: DelegationLink = {
      id: row.id,
      delegatorId: row.delegator_id,
      delegateId: row.delegate_id,
      delegatorName: row.delegator_name,
      delegatorActive: row.delegator_active,
      validFrom: new Date(row.valid_from),
      validUntil: new Date(row.valid_until),
      endedAt: row.ended_at === null ? null : new Date(row.ended_at),
      handOn: row.hand_on,
    };
    const line = lines.get(row.start);
    if (line === undefined) lines.set(row.start, [link]);
    else line.push(link);
  }
  return lines;
}

// Longer than any line may be, so that a circle, which no verb makes, ends too.
const statement = `
  with recursive line(start, id, parent_id, depth) as (
    select d.id, d.id, d.parent_id, 0 from gloria.delegations d
    where d.tenant_id = $1::uuid and d.id = any ($2::text::uuid[]) and d.kind = 'PERMISSION'
    union all
    select line.start, d.id, d.parent_id, line.depth + 1
    from line join gloria.delegations d on d.tenant_id = $1::uuid and d.id = line.parent_id
    where line.depth < 10
  )
  select line.start, d.id, d.delegator_id, d.delegate_id, u.name as delegator_name,
    (u.status = 'active' and u.deleted_at is null) as delegator_active, d.valid_from, d.valid_until, d.ended_at,
    d.hand_on
  from line
  join gloria.delegations d on d.tenant_id = $1::uuid and d.id = line.id
  join gloria.users u on u.tenant_id = $1::uuid and u.id = d.delegator_id
  order by line.start, line.depth`;

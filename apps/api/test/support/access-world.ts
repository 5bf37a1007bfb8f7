import { seedDemo } from "@gloria/services";
import {
  makeGrant,
  makeOneOfEverything,
  makeTenant,
  type OneOfEverything,
  openOwner,
  type TestDatabase,
  type TestTenant,
  testServices,
} from "@gloria/testkit";

/** Where the rows lie that a persona asks about: in their own school, in another one, or in another foundation. */
export const places = ["own", "other", "foreign"] as const;
export type Place = (typeof places)[number];

export interface PlacedRows extends OneOfEverything {
  /** Somebody else in the same place. */
  readonly spareId: string;
  /** Of the person over the school, of the role, about the school itself, and on a module. */
  readonly grantId: string;
  readonly roleGrantId: string;
  readonly resourceGrantId: string;
  readonly moduleGrantId: string;
  readonly reviewItemId: string;
  readonly roleCode: string;
}

/** The demo foundation, with one of everything in the principal's school, in another, and in a foreign tenant. */
export type AccessWorld = Readonly<Record<Place, PlacedRows>>;

/**
 * Who is asked for, by the columns of the table. The principal and the teacher are of one school; the operator is of the
 * platform, and the neighbour administers another foundation of the demo, so that to both of them every place is foreign.
 */
export const personas = {
  administrator: "admin@demo.example",
  principal: "kepsek@demo.example",
  teacher: "guru@demo.example",
  treasurer: "bendahara@demo.example",
  auditor: "auditor@demo.example",
  operator: "operator@demo.example",
  neighbour: "admin@lain.example",
} as const;
export type Persona = keyof typeof personas;
export const outsiders: readonly Persona[] = ["operator", "neighbour"];

/** What a call says that was allowed and then taken back. */
export const takenBack = "allowed, and taken back";

export async function makeAccessWorld(database: TestDatabase): Promise<AccessWorld> {
  const owner = openOwner(database);
  try {
    const { fieldCrypto } = testServices(database);
    const { tenantId } = await seedDemo({ owner, fieldCrypto }, { asOf: new Date() });
    const stranger = await makeTenant(database);
    const demo = await demoTenant(database, tenantId, stranger);
    const world = {
      own: await placeRows(database, inSchool(database, demo, "SMA-SMG")),
      other: await placeRows(database, inSchool(database, demo, "SMK-MKS")),
      foreign: await placeRows(database, stranger),
    };
    await takeBackWhatIsAudited(database);
    return world;
  } finally {
    await owner.close();
  }
}

async function placeRows(database: TestDatabase, tenant: TestTenant): Promise<PlacedRows> {
  const rows = await makeOneOfEverything(database, tenant);
  const { userId, roleId, schoolId, accessReviewId } = rows;
  const { owner } = database;
  const over = { userId, scope: "SCHOOL", schoolId } as const;
  const [item] = await owner<{ id: string }[]>`
    select id from gloria.access_review_items where review_id = ${accessReviewId}`;
  const [school] = await owner<{ code: string }[]>`select code from gloria.schools where id = ${schoolId}`;
  const [role] = await owner<{ code: string }[]>`select code from gloria.roles where id = ${roleId}`;
  if (item === undefined || school === undefined || role === undefined) throw new Error("not everything was made");
  return {
    ...rows,
    schoolCode: school.code,
    roleCode: role.code,
    spareId: await tenant.addUser({ name: "Wulan S.", homeSchoolId: schoolId }),
    grantId: await tenant.addGrant({ ...over, code: "school:read" }),
    roleGrantId: await tenant.addGrant({ roleId, code: "school:read", scope: "SCHOOL" }),
    resourceGrantId: await tenant.addGrant({
      ...over,
      code: "school:print",
      resource: { type: "school", id: schoolId },
    }),
    moduleGrantId: await tenant.addGrant({ ...over, code: "module.audit:read" }),
    reviewItemId: item.id,
  };
}

function inSchool({ owner }: TestDatabase, tenant: TestTenant, code: string): TestTenant {
  return {
    ...tenant,
    async addSchool() {
      const [school] = await owner<{ id: string }[]>`select id from gloria.schools where code = ${code}`;
      if (school === undefined) throw new Error(`the demo has no school ${code}`);
      return school.id;
    },
  };
}

async function demoTenant({ owner }: TestDatabase, id: string, like: TestTenant): Promise<TestTenant> {
  const [admin] = await owner<{ id: string }[]>`select id from gloria.users where email = ${personas.administrator}`;
  if (admin === undefined) throw new Error("the demo has no administrator");
  return {
    ...like,
    id,
    adminId: admin.id,
    addGrant: (grant) => makeGrant(owner, id, grant),
    async addUser({ name = "Siti Aminah", nip, homeSchoolId } = {}) {
      const [row] = await owner<{ id: string }[]>`
        insert into gloria.users (tenant_id, id, name, nip, home_school_id)
        values (${id}, gen_random_uuid(), ${name}, ${nip ?? null}, ${homeSchoolId ?? null}) returning id`;
      if (row === undefined) throw new Error("nobody was added");
      return row.id;
    },
  };
}

/**
 * Everything that a verb writes is audited in its own transaction: one that has audited anything but a refusal fails
 * at its end. So whoever is allowed gets as far as the COMMIT, and no call changes what the next one meets.
 */
async function takeBackWhatIsAudited({ owner }: TestDatabase): Promise<void> {
  await owner.unsafe(`
    create function gloria.take_back() returns trigger language plpgsql as $$
    begin raise exception '${takenBack}'; end $$;
    create constraint trigger take_back after insert on gloria.audit_events deferrable initially deferred
      for each row when (new.action <> 'access.denied') execute function gloria.take_back()`);
}

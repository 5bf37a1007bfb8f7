import type { authOptionsOutput } from "@gloria/contracts";
import type { z } from "zod";
import type { Services } from "../../platform/index.ts";

type DemoPerson = z.infer<typeof authOptionsOutput>["demoPeople"][number];

/** Whom the sign-in page of a demo foundation offers; the role is a key of the texts. */
const demoPeople: readonly { readonly identifier: string; readonly role: string }[] = [
  { identifier: "admin@demo.example", role: "foundation_admin" },
  { identifier: "kepsek@demo.example", role: "principal" },
  { identifier: "guru@demo.example", role: "teacher" },
  { identifier: "bendahara@demo.example", role: "treasurer" },
  { identifier: "auditor@demo.example", role: "auditor" },
  { identifier: "operator@demo.example", role: "operator" },
  { identifier: "admin@lain.example", role: "foundation_admin" },
];

/** The demo people who are really there; none on a foundation of one's own. */
export async function listDemoPeople(services: Services): Promise<DemoPerson[]> {
  const found = await services.system.sql.unsafe<{ identifier: string; tenant_name: string; user_name: string }[]>(
    `select i.identifier, s.tenant_name, s.user_name from unnest($1::text[]) as i(identifier)
     cross join lateral gloria.find_sign_in(i.identifier) s`,
    [demoPeople.map((person) => person.identifier)],
  );
  return demoPeople.flatMap(({ identifier, role }) => {
    const person = found.find((row) => row.identifier === identifier);
    return person === undefined ? [] : [{ identifier, role, name: person.user_name, tenant: person.tenant_name }];
  });
}

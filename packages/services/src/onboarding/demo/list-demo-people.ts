import type { authOptionsOutput } from "@gloria/contracts";
import type { z } from "zod";
import type { Services } from "../../platform/index.ts";
import { demoPersonas } from "./demo-personas.ts";

type DemoPerson = z.infer<typeof authOptionsOutput>["demoPeople"][number];

/** The demo people who are really there, for the sign-in page; none on a foundation of one's own. */
export async function listDemoPeople(services: Pick<Services, "system">): Promise<DemoPerson[]> {
  const found = await services.system.sql.unsafe<{ identifier: string; tenant_name: string; user_name: string }[]>(
    `select i.identifier, s.tenant_name, s.user_name from unnest($1::text[]) as i(identifier)
     cross join lateral gloria.find_sign_in(i.identifier) s`,
    [demoPersonas.map((persona) => persona.email)],
  );
  return demoPersonas.flatMap(({ email, role }) => {
    const person = found.find((row) => row.identifier === email);
    return person === undefined
      ? []
      : [{ identifier: email, role, name: person.user_name, tenant: person.tenant_name }];
  });
}

import type { Me, PermissionCode } from "@gloria/contracts";
import { createContext, use } from "react";

/** Who is signed in, as the server sees it; given by the shell, which shows nothing before it knows. */
export const MeContext = createContext<Me | null>(null);

export function useMe(): Me {
  const me = use(MeContext);
  if (!me) throw new Error("useMe is used outside of the signed-in shell");
  return me;
}

/** For menus only. Every answer of the server carries its own `can`, which decides about buttons. */
export function holds(me: Me, code: PermissionCode): boolean {
  return me.permissions.some((permission) => permission.code === code);
}

/** What `holds` says, for what changes something: nothing may while one looks through another person's eyes. */
export function mayWrite(me: Me, code: PermissionCode): boolean {
  return me.impersonation === null && holds(me, code);
}

/** The zone in which the reader thinks: the chosen school's, else their own. */
export function useTimeZone(school: string | null): string {
  const me = useMe();
  return me.schools.find((candidate) => candidate.id === school)?.timeZone ?? me.user.timeZone;
}

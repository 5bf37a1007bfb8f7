import { AppError } from "@gloria/core";
import { listUsers, loadUserTargets } from "../../../organisation/index.ts";
import { readInTenant } from "../../../platform/index.ts";
import { maskedValue } from "../masked-value.ts";
import { pagesOf } from "../pages-of.ts";
import { countFoundUsers } from "./count-found-users.ts";
import { type ExportSource, valueIn } from "./export-source.ts";

/** The people of the list, in its order: those of whom `user:export` is held, too. */
export const userSource: ExportSource<"users"> = {
  kinds: { lastActiveAt: "instant", createdAt: "instant", updatedAt: "instant" },
  count: countFoundUsers,
  async *read(services, ctx, filter, columns) {
    for await (const people of pagesOf((place) => listUsers(services, ctx, { ...filter, ...place }))) {
      yield await readInTenant(services, ctx, async (tx) => {
        const access = await tx.access;
        access.assert("user:export");
        const targets = await loadUserTargets(tx, people);
        return people.flatMap((person) => {
          const target = targets.get(person.id);
          if (target === undefined) throw new AppError("service.internal");
          if (!access.can("user:export", target)) return [];
          const sensitive = access.can("user.sensitive:read", target);
          return [columns.map(({ key, care }) => maskedValue(care, valueIn(person, key), sensitive))];
        });
      });
    }
  },
};

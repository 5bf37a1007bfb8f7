import { register } from "node:module";

// Loaded into an api process before anything else, it makes a permission cache what it must not be: one that answers
// whatever the epoch. A test that watches for stale answers shows with it that it would see them. By itself it breaks
// what a process remembers; `ignore-epochs.mjs?redis` breaks what the processes share instead.
const remembered = {
  "epoch-cache.ts": ["entry.epoch === epoch && now < entry.facts.nextChangeAt", "true"],
  "permissions.ts": [
    "opening.epoch === epoch && compiledAt <= now && now < nextChangeAt && opening.tenantName === tenantName",
    "true",
  ],
};
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: pieces of the program's text
const shared = {
  "redis-facts-store.ts": ["`perm:${tenantId}:${epoch}:${userId}:${course}:${format}`", "`perm:${tenantId}:${userId}`"],
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: pieces of the program's text
const changes = new URL(import.meta.url).search === "?redis" ? shared : remembered;

const hooks = `
const changes = ${JSON.stringify(changes)};
export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context);
  const name = url.split("?")[0].split("/packages/permissions/src/")[1];
  const change = changes[name];
  if (change === undefined) return loaded;
  const text = String(loaded.source);
  if (!text.includes(change[0])) throw new Error(name + " no longer has what is to be broken: " + change[0]);
  return { ...loaded, source: text.replace(change[0], change[1]) };
}`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);

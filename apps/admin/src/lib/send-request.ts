import { ProblemError } from "./failure.ts";
import { currentLocale } from "./i18n.ts";
import { currentImpersonation } from "./impersonation.ts";
import { requestToken } from "./token-source.ts";

/**
 * A request of the signed-in person that is no call of the API's procedures: a file up, a file down.
 *
 * @throws ProblemError where the server refuses
 */
export async function sendRequest(path: string, init: RequestInit & { readonly schoolId?: string | null } = {}) {
  const { schoolId, ...rest } = init;
  const token = await requestToken();
  const looking = currentImpersonation();
  const response = await fetch(path, {
    ...rest,
    headers: {
      ...rest.headers,
      "Accept-Language": currentLocale(),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(schoolId ? { "X-Gloria-School": schoolId } : {}),
      ...(looking ? { "X-Gloria-Impersonate": looking.id } : {}),
    },
  });
  if (response.ok) return response;
  const text = await response.text();
  throw new ProblemError(response.status, jsonOf(text));
}

/** A proxy in between answers with a page of its own, which says nothing to us. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

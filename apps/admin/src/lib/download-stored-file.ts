import type { AppRouter } from "@gloria/api/router";
import type { TRPCClient } from "@trpc/client";

/**
 * Has the browser download a stored file. A navigation carries no bearer token, so a single-use ticket buys a cookie for
 * this one file; both travel in a form and stand in no address. The answer is an attachment: the page stays.
 */
export async function downloadStoredFile(api: TRPCClient<AppRouter>, fileId: string): Promise<void> {
  const { ticket, exchangePath } = await api.auth.ticket.mutate({ purpose: "files" });
  const form = document.createElement("form");
  form.method = "post";
  form.action = exchangePath;
  for (const [name, value] of Object.entries({ ticket, file: fileId })) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}

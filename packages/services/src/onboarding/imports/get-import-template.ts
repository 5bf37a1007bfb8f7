import { type ImportTemplate, type ImportTemplateInput, importTemplateInput } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { parseInput, readInTenant, type Services } from "../../platform/index.ts";
import { buildImportTemplate } from "./mapping/index.ts";

/** An empty file of a form, with its headings. Errors: `access.denied`. */
export async function getImportTemplate(
  services: Services,
  ctx: TenantContext,
  input: ImportTemplateInput,
): Promise<ImportTemplate> {
  const options = parseInput(importTemplateInput, input);
  await readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("import:create");
  });
  const { fileName, mediaType, content } = await buildImportTemplate({
    ...options,
    locale: ctx.locale,
  });
  return { name: fileName, mediaType, base64: content.toString("base64") };
}

import type { TenantContext } from "@gloria/core";

/** An identity provider's request, once its token is known. */
export interface ScimCaller {
  /** Its actor is `scim:<token id>`. */
  readonly ctx: TenantContext;
  readonly tokenId: string;
  /** Who made the token: it hands out no more than they hold. */
  readonly createdBy: string;
  /** Address of the SCIM service, for `meta.location`. */
  readonly baseUrl: string;
}

/** One page of a list, as SCIM counts: from 1. */
export interface ScimPage {
  readonly filter: string | null;
  readonly startIndex: number;
  readonly count: number;
}

export const maxScimCount = 200;

/** How many tenants, schools and people the bench data has. */
export interface BenchShape {
  readonly smallTenants: number;
  readonly schoolsPerSmall: number;
  readonly peoplePerSmall: number;
  readonly schoolsInBig: number;
  readonly peopleInBig: number;
}

/**
 * 90 tenants of 10 schools share nine tenths of the people, one tenant of 50 schools has the rest: of 1,000,000 that is
 * 10,000 in each of the small ones and 100,000 in the big one.
 */
export function benchShape(total: number): BenchShape {
  const smallTenants = 90;
  const peoplePerSmall = Math.max(1, Math.floor((total * 0.9) / smallTenants));
  const peopleInBig = Math.max(1, total - smallTenants * peoplePerSmall);
  return { smallTenants, schoolsPerSmall: 10, peoplePerSmall, schoolsInBig: 50, peopleInBig };
}

export interface TitledName {
  readonly titlePrefix: string | null;
  readonly name: string;
  readonly titleSuffix: string | null;
}

const before = /^((?:Prof|Drs|Dra|Dr|dr|drg|Ir|H|Hj|KH|Ust|Pdt|apt|Apt|Ns)\.\s*)+/;
/** A degree has a dot within or at its end, and a capital: S.Pd., M.M, A.Md.Kep., Ph.D. */
const degree = /^(?=.*\.)(?=.*\p{Lu})[\p{L}.]{2,14}(\s[\p{L}.]{1,8})?$/u;

/**
 * Takes apart what Dapodik and most lists write as one: `Drs. Bambang Santoso, M.Pd.` What is no title for certain
 * stays in the name, so that nothing is lost: all three joined are what was written.
 */
export function splitTitles(written: string): TitledName {
  const [bare = "", ...behind] = written.split(",").map((part) => part.trim());
  const areDegrees = behind.length > 0 && behind.every((part) => degree.test(part));
  const rest = areDegrees ? bare : written;
  const prefix = before.exec(rest)?.[0].trim() ?? null;
  const name = prefix === null ? rest : rest.slice(before.exec(rest)?.[0].length ?? 0).trim();
  // A title and nothing else is a name after all.
  if (name === "") return { titlePrefix: null, name: written, titleSuffix: null };
  return { titlePrefix: prefix, name, titleSuffix: areDegrees ? behind.join(", ") : null };
}

import type { TemplateGrant } from "@gloria/contracts";
import { PermissionText } from "../../components/permission-text.tsx";
import { RightTerms } from "../grants/right-terms.tsx";

interface RightListProps {
  readonly label: string;
  readonly rights: readonly TemplateGrant[];
}

/** The rights of a bundle, one under the other. */
export function RightList({ label, rights }: RightListProps) {
  return (
    <ul aria-label={label}>
      {rights.map((right) => (
        <li
          key={`${right.code} ${right.effect} ${right.scope} ${right.condition}`}
          className="grid gap-2 border-line py-2.5 text-sm not-last:border-b sm:grid-cols-2"
        >
          <PermissionText code={right.code} />
          <RightTerms right={right} />
        </li>
      ))}
    </ul>
  );
}

import type { EmployeeRow } from "@gloria/contracts";
import { NameLink } from "../../components/text-link.tsx";
import { NipText } from "./nip-text.tsx";

export function EmployeeCard({ employee }: { readonly employee: EmployeeRow }) {
  return (
    <div className="grid gap-1.5">
      <NameLink to="/employees/$nip" params={{ nip: employee.nip }}>
        {employee.name}
      </NameLink>
      <NipText employee={employee} />
      <p className="text-sm text-ink-soft">
        {[employee.schoolName, employee.employmentStatus, employee.employeeKind].filter(Boolean).join(" · ")}
      </p>
    </div>
  );
}

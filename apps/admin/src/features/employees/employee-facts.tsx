import type { Employee, EmployeeField } from "@gloria/contracts";
import { useTranslation } from "react-i18next";
import { formatDate } from "../../lib/format.ts";
import { useLocale } from "../../lib/i18n.ts";
import { Instant } from "../../lib/instant.tsx";
import { Facts, Panel } from "../../ui/panel.tsx";
import { employeeFieldGroups, isFlag } from "./employee-form.ts";

/** Everything but specific data. */
export function EmployeeFacts({ employee }: { readonly employee: Employee }) {
  const { t } = useTranslation();
  return (
    <div className="grid items-start gap-5 xl:grid-cols-2">
      {employeeFieldGroups.map((group) => (
        <Panel key={group.title} title={t(`employee.${group.title}`)}>
          <Facts
            facts={group.fields.map((field) => ({
              label: t(`employee.field.${field}`),
              value: <EmployeeValue employee={employee} field={field} />,
            }))}
          />
        </Panel>
      ))}
      {employee.formerNips.length > 0 ? (
        <Panel title={t("employee.formerNips")}>
          <Facts
            facts={employee.formerNips.map((former) => ({
              label: former.nip,
              value: (
                <>
                  <Instant value={former.replacedAt} />
                  {former.reason ? ` · ${former.reason}` : null}
                </>
              ),
            }))}
          />
        </Panel>
      ) : null}
    </div>
  );
}

function EmployeeValue({ employee, field }: { readonly employee: Employee; readonly field: EmployeeField }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const value = employee[field];
  if (value === null) return t("common.emptyValue");
  if (isFlag(field)) return t(value === true ? "common.yes" : "common.no");
  if (field === "schoolId") return employee.schoolName;
  if (field === "gender") return t(value === "L" ? "employee.male" : "employee.female");
  if (field === "birthDate" || field.endsWith("On")) return formatDate(String(value), locale);
  return String(value);
}

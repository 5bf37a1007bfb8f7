import { useTranslation } from "react-i18next";
import { useLabel } from "../../lib/i18n.ts";
import { useWide } from "../../lib/media.ts";
import { useHeadingName } from "../../lib/use-heading-name.ts";
import { Panel } from "../../ui/panel.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { MatrixCellField } from "./matrix-cell-field.tsx";
import type { MatrixCell, MatrixGroup } from "./matrix-model.ts";
import type { MatrixEdits } from "./use-matrix-edits.ts";

interface MatrixTableProps {
  readonly group: MatrixGroup;
  readonly edits: MatrixEdits;
  readonly editable: boolean;
}

/** One group of permissions: resources by actions where there is room, one under the other on a phone. */
export function MatrixTable({ group, edits, editable }: MatrixTableProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const wide = useWide();
  const title = useHeadingName().group(group.group);
  const resourceName = (resource: string) => label(`permissionResource.${resource}`, resource);
  const actionName = (action: string) => label(`permissionAction.${action}`, action);
  const field = (cell: MatrixCell) => {
    const { resource, action, code } = cell.entry;
    return (
      <MatrixCellField
        cell={cell}
        edited={edits.values.get(code)}
        editable={editable}
        label={t("grant.matrixCell", { resource: resourceName(resource), action: actionName(action) })}
        onSet={(value) => edits.set(code, value, cell.value)}
      />
    );
  };
  if (!wide) {
    return (
      <Panel title={title} flush>
        <ul>
          {group.rows.map(({ resource, cells }) => (
            <li key={resource} className="grid gap-3 border-line px-4 py-3.5 not-last:border-b">
              <h3 className="font-semibold">{resourceName(resource)}</h3>
              <ul className="grid gap-3">
                {[...cells].map(([action, cell]) => (
                  <li key={action} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-start gap-3">
                    <span className="flex min-h-11 items-center text-sm">{actionName(action)}</span>
                    {field(cell)}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </Panel>
    );
  }
  return (
    <Panel title={title} flush className="[contain-intrinsic-size:auto_24rem] [content-visibility:auto]">
      <ScrollRegion label={title} className="overflow-x-auto">
        <table className="min-w-full border-collapse text-sm">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr className="border-b border-line bg-sunken/60">
              <th
                scope="col"
                className="sticky left-0 z-10 w-56 min-w-44 bg-sunken px-4 py-2.5 text-left font-semibold text-ink-soft"
              >
                {t("grant.matrixResource")}
              </th>
              {group.actions.map((action) => (
                <th key={action} scope="col" className="px-2 py-2.5 text-left font-semibold text-ink-soft">
                  {actionName(action)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {group.rows.map(({ resource, cells }) => (
              <tr key={resource} className="border-line align-top not-last:border-b">
                <th scope="row" className="sticky left-0 z-10 bg-surface px-4 py-2.5 text-left font-semibold">
                  {resourceName(resource)}
                </th>
                {group.actions.map((action) => {
                  const cell = cells.get(action);
                  return (
                    <td key={action} className="px-2 py-2">
                      {cell ? field(cell) : null}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}

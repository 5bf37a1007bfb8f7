import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { classNames } from "../ui/class-names.ts";
import { type TreeNode, treeRows } from "./tree-rows.ts";

interface TreeListProps<Node extends TreeNode> {
  readonly label: string;
  /** Parents before children; one whose parent is not among them stands at the top. */
  readonly nodes: readonly Node[];
  /** Typing a letter goes to the next name that begins with it. */
  readonly nameOf: (node: Node) => string;
  readonly children: (node: Node) => ReactNode;
  readonly onOpen: (node: Node) => void;
  readonly collapsed: ReadonlySet<string>;
  readonly onCollapse: (collapsed: ReadonlySet<string>) => void;
  /** The node that stands out, such as what was searched for; it is brought into view. */
  readonly current?: string | undefined;
}

/** A tree that the keyboard walks as a tree: one stop for Tab, arrows within, Enter opens. */
export function TreeList<Node extends TreeNode>(props: TreeListProps<Node>) {
  const { nodes, nameOf, collapsed, onCollapse } = props;
  const rows = useMemo(() => treeRows(nodes, collapsed), [nodes, collapsed]);
  const list = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const stop = rows.some((row) => row.node.id === focused) ? focused : (props.current ?? rows[0]?.node.id);

  // What stands out is brought into view, without taking the focus from the field where it was searched for.
  useEffect(() => {
    if (props.current === undefined) return;
    list.current?.querySelector(`[data-node="${props.current}"]`)?.scrollIntoView({ block: "nearest" });
  }, [props.current]);

  const focus = (id: string | undefined) => {
    if (id === undefined) return;
    setFocused(id);
    list.current?.querySelector<HTMLElement>(`[data-node="${id}"]`)?.focus();
  };
  const setCollapsed = (id: string, shut: boolean) => {
    const next = new Set(collapsed);
    if (shut) next.add(id);
    else next.delete(id);
    onCollapse(next);
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const row = rows[index];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const { node } = row;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(rows[index + 1]?.node.id),
      ArrowUp: () => focus(rows[index - 1]?.node.id),
      Home: () => focus(rows[0]?.node.id),
      End: () => focus(rows.at(-1)?.node.id),
      Enter: () => props.onOpen(node),
      ArrowRight() {
        if (row.children > 0 && collapsed.has(node.id)) setCollapsed(node.id, false);
        else if (row.children > 0) focus(rows[index + 1]?.node.id);
      },
      ArrowLeft() {
        if (row.children > 0 && !collapsed.has(node.id)) setCollapsed(node.id, true);
        else focus(rows.findLast((before, at) => at < index && before.level < row.level)?.node.id);
      },
    };
    const known = keys[event.key];
    if (known) {
      event.preventDefault();
      known();
    } else if (/^\p{L}$/u.test(event.key)) {
      const begins = (candidate: { readonly node: Node }) =>
        nameOf(candidate.node).toLocaleLowerCase().startsWith(event.key.toLocaleLowerCase());
      const next = rows.slice(index + 1).find(begins) ?? rows.find(begins);
      if (next) event.stopPropagation();
      focus(next?.node.id);
    }
  };

  return (
    <div role="tree" aria-label={props.label} ref={list} className="py-1">
      {rows.map((row, index) => {
        const { node } = row;
        const shut = collapsed.has(node.id);
        return (
          <div
            key={node.id}
            role="treeitem"
            data-node={node.id}
            tabIndex={node.id === stop ? 0 : -1}
            aria-level={row.level}
            aria-setsize={row.siblings}
            aria-posinset={row.position}
            aria-selected={node.id === props.current}
            {...(row.children > 0 ? { "aria-expanded": !shut } : {})}
            onFocus={() => setFocused(node.id)}
            onKeyDown={(event) => onKeyDown(event, index)}
            // Rows out of sight cost nothing, and Ctrl-F still finds them.
            className={classNames(
              "flex min-h-11 items-center gap-1 border-line pr-4 [contain-intrinsic-size:auto_2.75rem] [content-visibility:auto] scroll-my-24 not-last:border-b hover:bg-sunken/50 focus-visible:outline-offset-[-2px] md:pointer-fine:min-h-10",
              node.id === props.current && "bg-accent-soft",
            )}
            style={{ paddingInlineStart: `${0.5 + Math.min(row.level - 1, 8) * 1.25}rem` }}
          >
            {row.children > 0 ? (
              <span
                aria-hidden
                onClick={() => setCollapsed(node.id, !shut)}
                className="grid size-8 shrink-0 cursor-pointer place-items-center rounded-md text-ink-soft hover:bg-sunken"
              >
                <ChevronRight className={classNames("size-4 transition-transform", !shut && "rotate-90")} />
              </span>
            ) : (
              <span aria-hidden className="size-8 shrink-0" />
            )}
            <div className="min-w-0 flex-1">{props.children(node)}</div>
          </div>
        );
      })}
    </div>
  );
}

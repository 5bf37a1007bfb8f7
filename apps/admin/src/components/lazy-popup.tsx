import { type ComponentProps, type ComponentType, lazy, type ReactElement, Suspense, useMemo, useState } from "react";

export interface PopupProps {
  /** Open as soon as it is there. */
  readonly defaultOpen?: boolean;
}

interface LazyPopupProps<Props extends PopupProps> {
  readonly load: () => Promise<ComponentType<Props>>;
  readonly props: Omit<Props, "defaultOpen">;
  /** What opens it: looks like the trigger that the loaded component brings. */
  readonly children: (
    handlers: Pick<
      ComponentProps<"button">,
      "onClick" | "onPointerEnter" | "onFocus" | "aria-haspopup" | "aria-expanded"
    >,
  ) => ReactElement;
  readonly kind: "menu" | "dialog";
}

/**
 * A menu whose code is fetched when somebody points at it, and shown when they ask for it: the frame stands on every
 * page, and most pages are read without opening any of its menus.
 */
export function LazyPopup<Props extends PopupProps>({ load, props, children, kind }: LazyPopupProps<Props>) {
  const [wanted, setWanted] = useState(false);
  const Popup = useMemo(() => lazy(async () => ({ default: await load() })), [load]);
  const preload = () => void load();
  const trigger = children({
    onClick: () => setWanted(true),
    onPointerEnter: preload,
    onFocus: preload,
    "aria-haspopup": kind,
    "aria-expanded": false,
  });
  if (!wanted) return trigger;
  const all = { ...props, defaultOpen: true } as Props;
  return (
    <Suspense fallback={trigger}>
      <Popup {...all} />
    </Suspense>
  );
}

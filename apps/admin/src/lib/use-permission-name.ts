import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** What a permission is called, by its code; a wildcard or a foundation's own code stands for itself. */
export function usePermissionName(): (code: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (code) => {
      const [resource = "", action = ""] = code.split(":");
      const paths = [`permissionResource.${resource}`, `permissionAction.${action}`];
      if (!paths.every((path) => i18n.exists(path))) return code;
      return paths.map((path) => String(t(path as "common.unknown"))).join(": ");
    },
    [t, i18n],
  );
}

export { createSavedView } from "./create-saved-view.ts";
export { deleteSavedView } from "./delete-saved-view.ts";
export { listSavedViews, type SavedViewPage } from "./list-saved-views.ts";
export { restoreSavedView } from "./restore-saved-view.ts";
export { updateSavedView } from "./update-saved-view.ts";

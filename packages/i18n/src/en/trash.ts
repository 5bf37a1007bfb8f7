export const trash = {
  title: "Trash",
  lead: "What was deleted and can be restored.",
  kind: "Kind",
  name: "Name",
  deletedAt: "Deleted",
  deletedBy: "By",
  restored: "{{name}} restored.",
  firstUseTitle: "The trash is empty",
  firstUseBody: "What is deleted appears here until it is restored.",
} as const;

/** Where to go after sign-in: a path of this app, never another site, and never back to the sign-in page. */
export function safeReturn(wanted: string | undefined): string {
  if (!wanted?.startsWith("/") || wanted.startsWith("//") || wanted.includes("\\")) return "/";
  return wanted === "/sign-in" || wanted.startsWith("/sign-in?") || wanted.startsWith("/sign-in/") ? "/" : wanted;
}

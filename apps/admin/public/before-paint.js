// Runs before the first paint, so that neither the theme nor the language of the page changes under the reader.
(() => {
  const root = document.documentElement;
  let theme = null;
  let locale = null;
  try {
    theme = localStorage.getItem("gloria.theme");
    locale = localStorage.getItem("gloria.locale");
  } catch {
    // A browser that refuses storage gets the system's theme and the default language.
  }
  const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
  root.lang = locale === "en" ? "en" : "id";
  // The content security policy allows no eval: tell the schemas not to try, which it would report as a violation.
  globalThis.__zod_globalConfig = { jitless: true };
})();

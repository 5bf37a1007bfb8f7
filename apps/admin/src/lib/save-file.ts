/** Hands a file made in the page to the browser to keep. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it by the next task; some need the address until then.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

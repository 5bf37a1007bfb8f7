/** Where progress is shown. A command whose own output is data moves it to stderr. */
export const progress = { stream: process.stdout };

/** 1234 → "1.2 s". */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/**
 * Shows a piece of work: its name while it runs, a tick and the time when it is done. On a terminal the line is
 * replaced; elsewhere both stay.
 *
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function showStep(label, work) {
  const { stream } = progress;
  const onTerminal = stream.isTTY === true;
  const startedAt = Date.now();
  const finish = (mark) =>
    stream.write(`${onTerminal ? "\r\u001b[K" : ""}  ${mark} ${label} (${seconds(Date.now() - startedAt)})\n`);
  stream.write(onTerminal ? `  … ${label}` : `  … ${label}\n`);
  try {
    const result = await work();
    finish("✓");
    return result;
  } catch (error) {
    finish("✗");
    throw error;
  }
}

const onTerminal = process.stdout.isTTY === true;

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
  const startedAt = Date.now();
  process.stdout.write(onTerminal ? `  … ${label}` : `  … ${label}\n`);
  try {
    const result = await work();
    finish("✓", label, startedAt);
    return result;
  } catch (error) {
    finish("✗", label, startedAt);
    throw error;
  }
}

function finish(mark, label, startedAt) {
  process.stdout.write(`${onTerminal ? "\r\u001b[K" : ""}  ${mark} ${label} (${seconds(Date.now() - startedAt)})\n`);
}

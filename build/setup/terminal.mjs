const isTerminal = process.stdout.isTTY;
/** Without a terminal a log would drown in progress lines. */
const logIntervalMs = 5_000;

/** A failure that the person at the keyboard can act on: it is shown without a stack. */
export class SetupError extends Error {
  /** @override */
  name = 'SetupError';
}

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** @param {string} text */
export function complain(text) {
  process.stderr.write(`${text}\n`);
}

/** @param {unknown} problem */
export function messageOf(problem) {
  return problem instanceof Error ? problem.message : String(problem);
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

/**
 * A line that tells how far a long step is: rewritten in place on a terminal, repeated now and then in a log.
 * @param {string} label
 */
export function startProgress(label) {
  let lastLogMs = Date.now();
  const startedMs = lastLogMs;
  let width = 0;
  if (!isTerminal) say(`${label} …`);
  return {
    /** @param {string} detail */
    update(detail) {
      const line = `${label} … ${detail}`;
      if (isTerminal) {
        process.stdout.write(`\r${line.padEnd(width)}`);
        width = line.length;
      } else if (Date.now() - lastLogMs >= logIntervalMs) {
        lastLogMs = Date.now();
        say(line);
      }
    },
    /** @param {string} outcome */
    finish(outcome) {
      const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
      const line = `${label}: ${outcome} (${seconds} s)`;
      process.stdout.write(isTerminal ? `\r${line.padEnd(width)}\n` : `${line}\n`);
    },
  };
}

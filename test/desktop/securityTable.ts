import { test } from './fixtures.ts';

/** Electron's checklist ("Security" in its documentation), by its numbers. */
const points = [
  'only secure content is loaded',
  'no Node for remote content',
  'context isolation',
  'process sandboxing',
  'permission requests',
  'web security is on',
  'Content-Security-Policy',
  'no insecure content',
  'no experimental features',
  'no Blink features switched on',
  'no popups of webviews',
  'webviews and their options',
  'navigation is limited',
  'new windows are limited',
  'openExternal gets what is known',
  'a current Electron',
  'senders of IPC are checked',
  'no file://, a protocol of its own',
  'fuses',
  'no Electron for untrusted pages',
];

/** Prints, after the tests of a file, how each of its points came out; their numbers stand behind the tests' names. */
export function tellResults(): void {
  const results: { name: string; status: string; found: string }[] = [];
  // oxlint-disable-next-line no-empty-pattern -- what Playwright reads from it is that nothing is needed
  test.afterEach(({}, { title, status = 'none', annotations }) => {
    const found = annotations.map(({ type, description = '' }) => `${type}: ${description}`).join(', ');
    results.push({ name: title, status, found });
  });
  test.afterAll(() => {
    const rows = results.flatMap(({ name, status, found }) => {
      const numbers = /\(([\d, ]+)\)$/.exec(name)?.[1]?.split(', ').map(Number) ?? [];
      if (numbers.length === 0) return [row('', name, status, found)];
      return numbers.map((number) => row(String(number), points[number - 1] ?? '', status, found));
    });
    process.stdout.write(`\n${[row('point', 'what', 'result', 'found'), ...rows].join('\n')}\n\n`);
  });
}

function row(point: string, what: string, result: string, found: string): string {
  return `${point.padStart(5)}  ${what.slice(0, 90).padEnd(92)}${result.padEnd(10)}${found}`.trimEnd();
}

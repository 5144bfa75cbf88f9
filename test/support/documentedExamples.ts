import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** ChatApp's own page, byte for byte; its examples follow "Example object: NAME". */
const page = readFileSync(join(import.meta.dirname, '../fixtures/receiving-incoming-events.txt'), 'utf8');

export function documentedExamples(): { name: string; text: string }[] {
  return page
    .split(/^\s*Example object: /m)
    .slice(1)
    .map((part) => {
      const name = /^\w+/.exec(part)?.[0] ?? '';
      const start = part.indexOf('{');
      return { name, text: part.slice(start, part.lastIndexOf('}') + 1) };
    });
}

import { it } from 'vitest';
import { redact, redactText } from '../../electron/platform/redact.ts';
import { makeFrame } from './support/frames.ts';
import { fuzz } from './support/target.ts';

/** What goes wrong is written down, in the words of who caused it: bounded, and in time that grows with its length. */

const secret = '$2y$10$abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0';
const traps = ['?key', '&token', 'eyJ', 'https://', 'a@', '+7999', 'token=', 'password: ', '"', ' '];
const longestLine = 5_000;

it('whatever is written to the log is short, and no token stands in it', async () => {
  await fuzz({
    name: 'log',
    share: 1 / 25,
    make(random, mutator) {
      if (random.chance(0.98)) return `${makeFrame(random, mutator)} ${secret}`;
      return `${random.pick(traps).repeat(8_000)}${random.pick(traps)}`;
    },
    feed(text) {
      const lines = [
        redactText(text),
        JSON.stringify(redact({ name: text })),
        String(redact(new Error(text))),
      ];
      for (const line of lines) {
        if (line.includes(secret)) throw new Error('a token');
        // Each character may need six in JSON.
        if (line.length > longestLine * 6) throw new Error(`${line.length} characters in one line`);
      }
      return 'taken';
    },
  });
});

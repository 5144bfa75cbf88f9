import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** What a second start tells the app that runs, and how that answers. */

/** Arguments as they were typed; `answerTo`: where the second start waits for an answer. */
export const handedOverSchema = z.object({
  argv: z.array(z.string().max(10_000)).max(1_000),
  answerTo: z.string().max(1_000).nullable(),
});
export type HandedOver = z.infer<typeof handedOverSchema>;

/** Milliseconds that a running app has for its answer. */
const answerLimitMs = 5_000;
const longestAnswer = 1_000_000;

/**
 * Opens a place for the answer, asks, and waits. Only this user can reach it: a socket in a folder of its own with mode
 * 0700, on Windows a pipe with a name nobody knows.
 * @param ask hands the place over; false when there is nobody to ask
 * @returns null without an answer
 */
export function askRunning(ask: (answerTo: string) => boolean): Promise<string | null> {
  const windows = process.platform === 'win32';
  const folder = windows ? null : mkdtempSync(join(tmpdir(), 'chatapp-notifier-'));
  const answerTo = folder === null ? `\\\\.\\pipe\\chatapp-notifier-${randomUUID()}` : join(folder, 'answer');
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      let text = '';
      socket.setEncoding('utf8');
      socket.on('data', (part: string) => {
        text += part;
        if (text.length > longestAnswer) socket.destroy();
      });
      socket.on('error', () => end(null));
      socket.on('end', () => end(text));
    });
    const deadline = setTimeout(() => end(null), answerLimitMs);
    function end(answer: string | null): void {
      clearTimeout(deadline);
      server.close();
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
      resolve(answer);
    }
    server.on('error', () => end(null));
    server.listen(answerTo, () => {
      if (!ask(answerTo)) end(null);
    });
  });
}

/** The running app's side. Whoever does not wait any more misses it. */
export function answerStart(answerTo: string, text: string, onError: (error: unknown) => void): void {
  const socket = connect(answerTo, () => socket.end(text));
  socket.on('error', onError);
}

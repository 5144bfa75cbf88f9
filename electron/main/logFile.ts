import { join } from 'node:path';
import log from 'electron-log/node.js';
import type { Logger } from '../core/ports.ts';
import { redact, redactText } from '../platform/redact.ts';

/** The log file: 1 MiB, one old one kept, nothing secret or personal in it. */
export function createLogger(folder: string, toConsole: boolean): Logger {
  log.transports.file.resolvePathFn = () => join(folder, 'main.log');
  log.transports.file.maxSize = 1_048_576;
  log.transports.file.level = 'info';
  log.transports.console.level = toConsole ? 'info' : false;
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, details?: Record<string, unknown>): void => {
      if (details === undefined) log[level](redactText(message));
      else log[level](redactText(message), redact(details));
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

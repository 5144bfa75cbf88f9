import { app } from 'electron/main';
import type { Logger } from '../../core/ports.ts';

/**
 * An alarm that dies of one odd moment is worse than one that writes it down and goes on: nothing that was thrown
 * past every hand may end the process or open a dialog box.
 */
export function guardAgainstCrashes(logger: Logger): void {
  process.on('uncaughtException', (error) => logger.error('uncaught exception', { error }));
  process.on('unhandledRejection', (reason) => logger.error('unhandled rejection', { error: reason }));
  app.on('child-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit')
      logger.warn('a process ended', { type: details.type, reason: details.reason });
  });
}

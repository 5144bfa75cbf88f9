import type { Clock, Logger, Sounds, Stop, ToastResult } from '../core/ports.ts';
import type { SoundName } from '../shared/attention.ts';
import type { Settings } from '../shared/settings.ts';

/** A sound waits this long for the service's word on do-not-disturb. Milliseconds. */
const waitMs = 700;

/** Where the system keeps notifications off the screen, it does not want their sounds either. */
export async function playUnlessDisturbing(
  sound: SoundName,
  shown: readonly Promise<ToastResult>[],
  parts: {
    clock: Clock;
    sounds: Sounds;
    logger: Logger;
    settings: () => Settings;
    stopped: () => boolean;
  },
): Promise<void> {
  let stopWaiting: Stop = () => undefined;
  const late = new Promise<null>((resolve) => {
    stopWaiting = parts.clock.after(waitMs, () => resolve(null));
  });
  const results = await Promise.race([Promise.all(shown), late]);
  stopWaiting();
  const disturbs = results?.some((answer) => answer.result === 'delivered' && answer.doNotDisturb === true);
  if (parts.stopped() || disturbs === true) return;
  const { volume, ownFile } = parts.settings().sounds;
  if (!(await parts.sounds.play({ name: sound, ownFile, volume })))
    parts.logger.warn('the sound could not be played', { sound });
}

import type { Clock, Stop } from '../../core/ports.ts';
import { variantValue, type SessionBus } from './sessionBus.ts';

/**
 * The desktop's key store (Secret Service specification, draft 0.2), asked whether it is open before Electron asks it
 * for a key: Electron would hold the whole process until a person has typed the password.
 */
export interface Keyring {
  /** Resolves when there is nothing to wait for: it is open, or there is none. `waits` is told once if it is not. */
  opened(waits: () => void): Promise<void>;
  /** Shows its question for the password once more. */
  ask(): void;
}

const service = { destination: 'org.freedesktop.secrets', path: '/org/freedesktop/secrets' } as const;
const serviceFace = 'org.freedesktop.Secret.Service';
const nowhere = '/';
/** How `sessionBus.ts` calls an answer that did not come in time. */
const hung = 'timedOut';

/** gnome-keyring tells of every way to open it but the one of the login screen (seen with 42.1). Milliseconds. */
const lookEveryMs = 2_000;

export function createKeyring(bus: SessionBus, clock: Clock): Keyring {
  /** Null: nothing to wait for (no key store, one that has nothing yet, one that is open). Undefined: it does not answer. */
  async function lockedCollection(): Promise<string | null | undefined> {
    const alias = await bus.call({
      ...service,
      interface: serviceFace,
      member: 'ReadAlias',
      signature: 's',
      body: ['default'],
    });
    // Electron would find out by standing still. A bus that is gone is another matter: nobody will ever answer there.
    if (!alias.ok && alias.error === hung) return undefined;
    const path = alias.ok ? alias.body[0] : nowhere;
    if (typeof path !== 'string' || path === nowhere) return null;
    const locked = await bus.call({
      destination: service.destination,
      path,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: ['org.freedesktop.Secret.Collection', 'Locked'],
    });
    if (!locked.ok && locked.error === hung) return undefined;
    return locked.ok && variantValue(locked.body[0]) === true ? path : null;
  }

  async function ask(): Promise<void> {
    const collection = await lockedCollection();
    if (typeof collection !== 'string') return;
    const answer = await bus.call({
      ...service,
      interface: serviceFace,
      member: 'Unlock',
      signature: 'ao',
      body: [[collection]],
    });
    const prompt = answer.ok ? answer.body[1] : nowhere;
    if (typeof prompt !== 'string' || prompt === nowhere) return;
    // What comes of it is told by the collection itself.
    await bus.call({
      destination: service.destination,
      path: prompt,
      interface: 'org.freedesktop.Secret.Prompt',
      member: 'Prompt',
      signature: 's',
      body: [''],
    });
  }

  return {
    async opened(waits) {
      if ((await lockedCollection()) === null) return;
      waits();
      await new Promise<void>((resolve) => {
        const look = async (): Promise<void> => {
          if ((await lockedCollection()) !== null) return;
          for (const stop of stops) stop();
          stopLooking();
          resolve();
        };
        let stopLooking: Stop = () => undefined;
        const lookAgain = (): void => {
          stopLooking = clock.after(lookEveryMs, () => {
            lookAgain();
            void look();
          });
        };
        lookAgain();
        const changes = bus.onSignal(`type='signal',interface='${serviceFace}'`, (signal) => {
          if (signal.interface === serviceFace) void look();
        });
        const properties = bus.onSignal(
          `type='signal',interface='org.freedesktop.DBus.Properties',path_namespace='${service.path}'`,
          (signal) => {
            if (signal.path.startsWith(service.path)) void look();
          },
        );
        const stops = [changes, properties];
        void ask().then(look);
      });
    },
    ask: () => void ask(),
  };
}

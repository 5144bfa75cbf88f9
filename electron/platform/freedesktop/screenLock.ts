import type { Stop } from '../../core/ports.ts';
import type { SessionBus } from './sessionBus.ts';

/**
 * Screen savers that say whether they cover the screen. That is a little more than "locked": what is covered is
 * nobody's to read either. Names and paths as the programs have them; the specification of the first is a draft.
 */
const savers = [
  { name: 'org.freedesktop.ScreenSaver', path: '/org/freedesktop/ScreenSaver' },
  { name: 'org.gnome.ScreenSaver', path: '/org/gnome/ScreenSaver' },
  { name: 'org.xfce.ScreenSaver', path: '/org/xfce/ScreenSaver' },
  { name: 'org.cinnamon.ScreenSaver', path: '/org/cinnamon/ScreenSaver' },
  { name: 'org.mate.ScreenSaver', path: '/org/mate/ScreenSaver' },
] as const;

/** @param tell told of every change; the screen counts as free until somebody says otherwise */
export function watchScreenLock(bus: SessionBus, tell: (locked: boolean) => void): Stop {
  const active = new Set<string>();
  let told = false;
  let stopped = false;

  function say(name: string, isActive: boolean): void {
    if (stopped) return;
    if (isActive) active.add(name);
    else active.delete(name);
    const locked = active.size > 0;
    if (locked === told) return;
    told = locked;
    tell(locked);
  }

  async function ask({ name, path }: (typeof savers)[number]): Promise<void> {
    // Asked only when it is there: a call would start it.
    if (!(await bus.nameHasOwner(name))) return say(name, false);
    const answer = await bus.call({ destination: name, path, interface: name, member: 'GetActive' });
    // Some own the name only to keep the screen awake, and know no GetActive.
    if (answer.ok && typeof answer.body[0] === 'boolean') say(name, answer.body[0]);
  }

  const stops = savers.flatMap((saver) => [
    bus.onSignal(`type='signal',interface='${saver.name}',member='ActiveChanged'`, (signal) => {
      if (signal.interface === saver.name && signal.member === 'ActiveChanged')
        say(saver.name, signal.body[0] === true);
    }),
    bus.onSignal(
      `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${saver.name}'`,
      ({ member, body }) => {
        if (member === 'NameOwnerChanged' && body[0] === saver.name) void ask(saver);
      },
    ),
  ]);
  for (const saver of savers) void ask(saver);
  return () => {
    stopped = true;
    for (const stop of stops) stop();
  };
}

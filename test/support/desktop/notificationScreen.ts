import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { menuWishFile } from './desktopParts.ts';
import type { Desktop } from './virtualDesktop.ts';
import { waitFor } from './waiting.ts';

/** What a person sees and does on the notifications of a real service. */
export interface NotificationScreen {
  /** How many are on the screen. */
  count(): Promise<number>;
  /** The button at a place, counted from 0, of so many; dunst knows the first only (a click on the notification). */
  press(button: number, of: number): Promise<void>;
  /**
   * Presses the button with that label on the one there is; the first is the click on the notification itself.
   *
   * @param actions of the Notify call: keys and labels in turn
   */
  choose(actions: readonly string[], label: string): Promise<void>;
  /** Closes the one there is. */
  dismiss(): Promise<void>;
  doNotDisturb(on: boolean): Promise<void>;
  /** Takes away what an earlier test left: notifications, do-not-disturb. */
  reset(): Promise<void>;
}

const execute = promisify(execFile);
/** A service answers before it draws. */
const drawLimitMs = 5_000;

export function dunstScreen({ env, runDirectory }: Desktop): NotificationScreen {
  const dunstctl = async (...args: string[]): Promise<string> =>
    (await execute('dunstctl', args, { env })).stdout.trim();
  const screen: NotificationScreen = {
    count: async () => Number(await dunstctl('count', 'displayed')),
    async press() {
      await dunstctl('action', '0');
    },
    async choose(actions, label) {
      await isDrawn(screen);
      if (placeOf(actions, label).button === 0) return screen.press(0, 1);
      // Its buttons are entries of a context menu; the desktop's menu program chooses what this file says.
      await writeFile(menuWishFile(runDirectory), `#${label} (`);
      await dunstctl('context');
    },
    async dismiss() {
      await dunstctl('close');
    },
    async doNotDisturb(on) {
      await dunstctl('set-paused', String(on));
    },
    async reset() {
      await screen.doNotDisturb(false);
      await dunstctl('close-all');
    },
  };
  return screen;
}

/** Of the buttons' row to the lower edge and to the sides, in pixels, as xfce4-notifyd 0.7 draws it. */
const rowAbove = 31;
const rowMargin = 14;

export function xfceScreen(desktop: Desktop): NotificationScreen {
  const { env } = desktop;
  const xdotool = async (...args: string[]): Promise<string> =>
    (await execute('xdotool', args, { env })).stdout.trim();

  async function windows(): Promise<string[]> {
    // It ends with 1 when it finds none.
    const found = await xdotool('search', '--onlyvisible', '--class', 'xfce4-notifyd').catch(() => '');
    return found.split('\n').filter((line) => line !== '');
  }

  /** Where the first one is when it moves no more: it takes the place of one that went. */
  async function settled(): Promise<{ left: number; top: number; width: number; height: number }> {
    let before = '';
    const geometry = await waitFor(
      async () => {
        const [window] = await windows();
        if (window === undefined) throw new Error('there is no notification to click');
        const now = await xdotool('getwindowgeometry', '--shell', window);
        const same = now === before;
        before = now;
        return same ? now : undefined;
      },
      () => 'the notification did not come to rest',
      drawLimitMs,
    );
    const read = (name: string): number => Number(new RegExp(`^${name}=(-?\\d+)`, 'm').exec(geometry)?.[1]);
    return { left: read('X'), top: read('Y'), width: read('WIDTH'), height: read('HEIGHT') };
  }

  async function click(
    place: (box: { width: number; height: number }) => { x: number; y: number },
  ): Promise<void> {
    const { left, top, width, height } = await settled();
    const { x, y } = place({ width, height });
    await xdotool('mousemove', String(left + x), String(top + y), 'click', '1');
  }

  const screen: NotificationScreen = {
    count: async () => (await windows()).length,
    press: (button, of) =>
      click(({ width, height }) => ({
        x: Math.round(rowMargin + ((width - 2 * rowMargin) * (button + 0.5)) / of),
        y: height - rowAbove,
      })),
    async choose(actions, label) {
      await isDrawn(screen);
      const { button, of } = placeOf(actions, label);
      await screen.press(button, of);
    },
    dismiss: () => click(() => ({ x: rowMargin, y: rowMargin })),
    doNotDisturb: (on) => setXfce(env, '/do-not-disturb', 'bool', String(on)),
    async reset() {
      await screen.doNotDisturb(false);
      // It has no call that closes them all: they go with it.
      await desktop.stopNotifications();
      await desktop.startNotifications();
    },
  };
  return screen;
}

async function isDrawn(screen: NotificationScreen): Promise<void> {
  await waitFor(
    async () => (await screen.count()) > 0 || undefined,
    () => 'no notification on the screen',
    drawLimitMs,
  );
}

function placeOf(actions: readonly string[], label: string): { button: number; of: number } {
  const labels = actions.filter((_, index) => index % 2 === 1);
  const button = labels.indexOf(label);
  if (button < 0) throw new Error(`no button "${label}"; there are [${labels.join(' | ')}]`);
  return { button, of: labels.length };
}

/** @param seconds how long xfce4-notifyd shows a notification */
export function setXfceExpiry({ env }: Desktop, seconds: number): Promise<void> {
  return setXfce(env, '/expire-timeout', 'int', String(seconds));
}

async function setXfce(env: Desktop['env'], name: string, type: string, value: string): Promise<void> {
  const args = ['-c', 'xfce4-notifyd', '-p', name, '-n', '-t', type, '-s', value];
  await execute('xfconf-query', args, { env });
}

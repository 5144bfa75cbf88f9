import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Desktop } from './virtualDesktop.ts';

/** What a person sees and does on the notifications of a real service. */
export interface NotificationScreen {
  /** How many are on the screen. */
  count(): Promise<number>;
  /** The button at a place, counted from 0, of so many; dunst knows the first only (a click on the notification). */
  press(button: number, of: number): Promise<void>;
  /** Closes the one there is. */
  dismiss(): Promise<void>;
  doNotDisturb(on: boolean): Promise<void>;
}

const execute = promisify(execFile);

export function dunstScreen({ env }: Desktop): NotificationScreen {
  const dunstctl = async (...args: string[]): Promise<string> =>
    (await execute('dunstctl', args, { env })).stdout.trim();
  return {
    count: async () => Number(await dunstctl('count', 'displayed')),
    async press() {
      await dunstctl('action', '0');
    },
    async dismiss() {
      await dunstctl('close');
    },
    async doNotDisturb(on) {
      await dunstctl('set-paused', String(on));
    },
  };
}

/** Of the buttons' row to the lower edge and to the sides, in pixels, as xfce4-notifyd 0.7 draws it. */
const rowAbove = 31;
const rowMargin = 14;

export function xfceScreen({ env }: Desktop): NotificationScreen {
  const xdotool = async (...args: string[]): Promise<string> =>
    (await execute('xdotool', args, { env })).stdout.trim();

  async function windows(): Promise<string[]> {
    // It ends with 1 when it finds none.
    const found = await xdotool('search', '--onlyvisible', '--class', 'xfce4-notifyd').catch(() => '');
    return found.split('\n').filter((line) => line !== '');
  }

  async function click(
    place: (box: { width: number; height: number }) => { x: number; y: number },
  ): Promise<void> {
    const [window] = await windows();
    if (window === undefined) throw new Error('there is no notification to click');
    const geometry = await xdotool('getwindowgeometry', '--shell', window);
    const read = (name: string): number => Number(new RegExp(`^${name}=(-?\\d+)`, 'm').exec(geometry)?.[1]);
    const { x, y } = place({ width: read('WIDTH'), height: read('HEIGHT') });
    await xdotool('mousemove', String(read('X') + x), String(read('Y') + y), 'click', '1');
  }

  return {
    count: async () => (await windows()).length,
    press: (button, of) =>
      click(({ width, height }) => ({
        x: Math.round(rowMargin + ((width - 2 * rowMargin) * (button + 0.5)) / of),
        y: height - rowAbove,
      })),
    dismiss: () => click(() => ({ x: rowMargin, y: rowMargin })),
    doNotDisturb: (on) => setXfce(env, '/do-not-disturb', 'bool', String(on)),
  };
}

/** @param seconds how long xfce4-notifyd shows a notification */
export function setXfceExpiry({ env }: Desktop, seconds: number): Promise<void> {
  return setXfce(env, '/expire-timeout', 'int', String(seconds));
}

async function setXfce(env: Desktop['env'], name: string, type: string, value: string): Promise<void> {
  const args = ['-c', 'xfce4-notifyd', '-p', name, '-n', '-t', type, '-s', value];
  await execute('xfconf-query', args, { env });
}

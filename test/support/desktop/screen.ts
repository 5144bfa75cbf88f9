import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Pixel, TrayIcon } from './trayItem.ts';
import { delay, waitFor } from './waiting.ts';

/** What the programs need to find the desktop; `Desktop.env` is one. */
type Environment = Readonly<Record<string, string>>;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Region extends Point {
  readonly width: number;
  readonly height: number;
}

/** A picture of the screen, or a part of it. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  pixel(x: number, y: number): Pixel;
}

const execute = promisify(execFile);
const maxPictureBytes = 64 * 1024 * 1024;
/** A panel notices the pointer a moment after it came; a click before that goes astray. */
const pointerSettlesMs = 150;
const opaque = 255;

async function runOn(env: Environment, command: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await execute(command, [...args], { env, maxBuffer: maxPictureBytes });
  return stdout.trim();
}

/** Writes a PNG of the whole screen. */
export async function takeScreenshot(env: Environment, file: string): Promise<void> {
  await runOn(env, 'import', '-window', 'root', file);
}

/** Reads the pixels of a part of the screen. */
export async function readScreen(env: Environment, region: Region): Promise<Picture> {
  const { width, height, x, y } = region;
  // ImageMagick may work with 16 bits a channel: 8 must be asked for.
  const crop = ['-crop', `${width}x${height}+${x}+${y}`, '+repage', '-depth', '8'];
  const { stdout } = await execute('import', ['-window', 'root', ...crop, 'rgb:-'], {
    env,
    encoding: 'buffer',
    maxBuffer: maxPictureBytes,
  });
  if (stdout.length !== 3 * width * height)
    throw new Error(`the screen has no region ${width}x${height}+${x}+${y}`);
  return {
    width,
    height,
    pixel(column, row) {
      const [red = 0, green = 0, blue = 0] = stdout.subarray(3 * (row * width + column));
      return { alpha: opaque, red, green, blue };
    },
  };
}

/** The middle of the first spot of that colour, from the top left; undefined when there is none. */
export async function findColour(
  env: Environment,
  region: Region,
  colour: Readonly<{ red: number; green: number; blue: number }>,
  tolerance = 4,
): Promise<Point | undefined> {
  const picture = await readScreen(env, region);
  const isIt = ({ red, green, blue }: Pixel): boolean =>
    Math.max(Math.abs(red - colour.red), Math.abs(green - colour.green), Math.abs(blue - colour.blue)) <=
    tolerance;
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      if (!isIt(picture.pixel(x, y))) continue;
      let right = x;
      while (right + 1 < picture.width && isIt(picture.pixel(right + 1, y))) right += 1;
      const middle = Math.floor((x + right) / 2);
      let bottom = y;
      while (bottom + 1 < picture.height && isIt(picture.pixel(middle, bottom + 1))) bottom += 1;
      return { x: region.x + middle, y: region.y + Math.floor((y + bottom) / 2) };
    }
  }
  return undefined;
}

/** Where the panel drew a tray icon: the most frequent opaque colour of the icon is looked for in the panel's strip. */
export async function findTrayIcon(
  env: Environment,
  panel: Region,
  icon: TrayIcon,
  limitMs = 5_000,
): Promise<Point> {
  const colour = mainColour(icon);
  return waitFor(
    () => findColour(env, panel, colour, 12),
    () => `no tray icon with colour ${colour.red},${colour.green},${colour.blue} in the panel`,
    limitMs,
  );
}

function mainColour(icon: TrayIcon): Pixel {
  const counts = new Map<string, { pixel: Pixel; count: number }>();
  for (let y = 0; y < icon.height; y += 1) {
    for (let x = 0; x < icon.width; x += 1) {
      const pixel = icon.pixel(x, y);
      if (pixel.alpha < opaque) continue;
      const key = `${pixel.red},${pixel.green},${pixel.blue}`;
      counts.set(key, { pixel, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  const most = [...counts.values()].sort((a, b) => b.count - a.count)[0];
  if (most === undefined) throw new Error('the tray icon has no opaque pixel');
  return most.pixel;
}

/** Moves the pointer there and clicks; button 1 left, 2 middle, 3 right. */
export async function clickAt(env: Environment, { x, y }: Point, button: 1 | 2 | 3 = 1): Promise<void> {
  await moveTo(env, { x, y });
  await delay(pointerSettlesMs);
  await runOn(env, 'xdotool', 'click', String(button));
}

export async function moveTo(env: Environment, { x, y }: Point): Promise<void> {
  await runOn(env, 'xdotool', 'mousemove', String(x), String(y));
}

/** Presses keys one after the other, by X names: `Return`, `Down`, `ctrl+k`. */
export async function pressKeys(env: Environment, ...keys: readonly string[]): Promise<void> {
  await runOn(env, 'xdotool', 'key', ...keys);
}

/** dunst's own remote control. */
export const dunst = {
  /** Invokes an action of the newest notification, as a click on it would: 0 is its first action. */
  async action(env: Environment, number = 0): Promise<void> {
    // dunst answers a notification before it draws it, and an action meets only what is drawn.
    await waitFor(
      async () => (await dunst.count(env, 'displayed')) > 0 || undefined,
      () => 'no notification on the screen',
      5_000,
    );
    await runOn(env, 'dunstctl', 'action', String(number));
  },
  closeAll: (env: Environment): Promise<string> => runOn(env, 'dunstctl', 'close-all'),
  /** Suppresses or shows pop-ups, as a person's do-not-disturb does. */
  setPaused: (env: Environment, paused: boolean): Promise<string> =>
    runOn(env, 'dunstctl', 'set-paused', String(paused)),
  async count(env: Environment, which: 'displayed' | 'waiting' | 'history'): Promise<number> {
    return Number(await runOn(env, 'dunstctl', 'count', which));
  },
  /** As dunst prints it: JSON of D-Bus values, newest first. */
  async history(env: Environment): Promise<unknown> {
    return JSON.parse(await runOn(env, 'dunstctl', 'history'));
  },
};

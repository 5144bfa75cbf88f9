import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nativeImage, type NativeImage } from 'electron/common';
import type { TrayShape } from '../../core/state/view.ts';

/**
 * Tray icons, cut out of the sheets that `build/icons` draws from one SVG source: a column per unread badge
 * (none, 1 … 9, 9+), a row per shape.
 */
const rows: Record<TrayShape, number> = {
  listening: 0,
  partly: 1,
  notListening: 2,
  paused: 3,
  signedOut: 4,
};

/** Points; the sheet for twice the density is drawn, not scaled. */
const size = { 1: 24, 2: 48 } as const;

/** There are few; cutting one takes milliseconds, which a storm does not have. */
const cutIcons = new Map<string, NativeImage>();

export function trayIcon(
  folder: string,
  shape: TrayShape,
  unread: number,
  panel: 'light' | 'dark',
): NativeImage {
  // The badge would cover the bars that say it is a pause.
  const column = shape === 'paused' ? 0 : Math.min(Math.max(unread, 0), 10);
  const row = rows[shape];
  const name = [folder, row, column, panel].join(' ');
  const known = cutIcons.get(name);
  if (known !== undefined) return known;
  const image = nativeImage.createEmpty();
  for (const scaleFactor of [1, 2] as const) {
    const edge = size[scaleFactor];
    const sheet = nativeImage.createFromBuffer(
      readFileSync(join(folder, `tray-${panel}@${scaleFactor}x.png`)),
    );
    const cut = sheet.crop({ x: column * edge, y: row * edge, width: edge, height: edge });
    image.addRepresentation({ scaleFactor, width: edge, height: edge, buffer: cut.toBitmap() });
  }
  if (process.platform === 'darwin') image.setTemplateImage(true);
  cutIcons.set(name, image);
  return image;
}

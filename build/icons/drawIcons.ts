import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { icnsFile, icoFile } from './containers.ts';

/**
 * Draws every icon of the product from `bubble.svg`: `npm run icons`. The results are committed, so that building
 * the app needs no drawing.
 *
 * Tray sheets have a row per state (listening, partly, not listening, paused, signed out) and a column per unread
 * badge (none, 1 … 9, 9+); `electron/main/tray/trayIcon.ts` cuts them apart.
 */

const root = join(import.meta.dirname, '../..');
const assets = join(root, 'electron/assets');
const resources = join(root, 'build/resources/icons');
const bubble = readPath('bubble');
const accent = '#0e8a93';

function readPath(id: string): string {
  const source = readFileSync(join(import.meta.dirname, 'bubble.svg'), 'utf8');
  const found = new RegExp(`id="${id}"[^>]*\\sd="([^"]+)"`).exec(source)?.[1];
  if (found === undefined) throw new Error(`bubble.svg has no path with the id ${id}`);
  return found;
}

type State = (ink: string) => string;

/** On a 16 px grid with 1.5 px strokes; a state is told by shape, never by colour alone. */
const states: State[] = [
  (ink) => `<path d="${bubble}" fill="${ink}" stroke="${ink}" stroke-width="1.5" stroke-linejoin="round"/>`,
  (ink) =>
    `<clipPath id="left"><rect width="8" height="16"/></clipPath>${outline(ink)}<path d="${bubble}" fill="${ink}" clip-path="url(#left)"/>`,
  (ink) =>
    `${outline(ink)}<path d="M2.2 14.2 13.8 1.4" stroke="${ink}" stroke-width="1.6" stroke-linecap="round"/>`,
  (ink) =>
    `${outline(ink)}<path d="M6.4 4.9v4M9.6 4.9v4" stroke="${ink}" stroke-width="1.6" stroke-linecap="round"/>`,
  (ink) =>
    `<path d="${bubble}" fill="none" stroke="${ink}" stroke-width="1.5" stroke-linejoin="round" stroke-dasharray="2.1 1.7"/>`,
];

function outline(ink: string): string {
  return `<path d="${bubble}" fill="none" stroke="${ink}" stroke-width="1.5" stroke-linejoin="round"/>`;
}

/** A disc in the lower right corner, cut free from the shape behind it. */
function badge(column: number, ground: string): string {
  if (column === 0) return '';
  const text = column === 10 ? '9+' : String(column);
  const size = column === 10 ? 5.6 : 7.2;
  return (
    `<circle cx="11.2" cy="11.2" r="4.7" fill="#c2410c" stroke="${ground}" stroke-width="0.01"/>` +
    `<text x="11.2" y="${11.2 + size * 0.36}" font-family="DejaVu Sans" font-weight="700" font-size="${size}" text-anchor="middle" fill="#ffffff">${text}</text>`
  );
}

function cell(state: State, column: number, ink: string, id: number): string {
  const shape = state(ink).replaceAll('left', `left${id}`);
  if (column === 0) return shape;
  const mask = `<mask id="m${id}"><rect width="16" height="16" fill="#fff"/><circle cx="11.2" cy="11.2" r="5.6" fill="#000"/></mask>`;
  return `${mask}<g mask="url(#m${id})">${shape}</g>${badge(column, ink)}`;
}

function draw(svg: string, width: number): Buffer {
  return new Resvg(svg, { fitTo: { mode: 'width', value: width }, font: { loadSystemFonts: true } })
    .render()
    .asPng();
}

function traySheet(ink: string, scale: 1 | 2): Buffer {
  const columns = 11;
  const cells = states.flatMap((state, row) =>
    Array.from({ length: columns }, (_unused, column) => {
      const id = row * columns + column;
      return `<svg x="${column * 16}" y="${row * 16}" width="16" height="16" viewBox="0 0 16 16">${cell(state, column, ink, id)}</svg>`;
    }),
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${columns * 16} ${states.length * 16}">${cells.join('')}</svg>`;
  return draw(svg, columns * 24 * scale);
}

function appIcon(): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1">` +
    `<stop offset="0" stop-color="#18a3a9"/><stop offset="1" stop-color="${accent}"/></linearGradient></defs>` +
    `<rect x="3" y="3" width="58" height="58" rx="15" fill="url(#g)"/>` +
    `<g transform="translate(12.2 12.4) scale(2.48)"><path d="${bubble}" fill="#fff" stroke="#fff" stroke-width="1.2" stroke-linejoin="round"/>` +
    `<circle cx="5" cy="7" r="1" fill="${accent}"/><circle cx="8" cy="7" r="1" fill="${accent}"/><circle cx="11" cy="7" r="1" fill="${accent}"/></g></svg>`
  );
}

mkdirSync(assets, { recursive: true });
mkdirSync(resources, { recursive: true });
for (const scale of [1, 2] as const) {
  writeFileSync(join(assets, `tray-light@${scale}x.png`), traySheet('#1f2a2d', scale));
  writeFileSync(join(assets, `tray-dark@${scale}x.png`), traySheet('#f2f6f6', scale));
}
writeFileSync(join(assets, 'icon.png'), draw(appIcon(), 256));
const pictures = [16, 24, 32, 48, 64, 128, 256, 512, 1024].map((size) => ({
  size,
  png: draw(appIcon(), size),
}));
for (const { size, png } of pictures) {
  // The greatest is for macOS alone; Linux has no folder for it.
  if (size <= 512) writeFileSync(join(resources, `${size}x${size}.png`), png);
}
writeFileSync(join(resources, '..', 'icon.ico'), icoFile(pictures.filter(({ size }) => size <= 256)));
writeFileSync(join(resources, '..', 'icon.icns'), icnsFile(pictures));
process.stdout.write('icons drawn\n');

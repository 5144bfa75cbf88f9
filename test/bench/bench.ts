import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isMissed, ratioOf, type Figure, type Measurement } from './measure.ts';
import { measureWindow } from './window.ts';

/** Measures what must stay quick, prints one table, and keeps it in `bench/latest.json`. */

const measurements: Readonly<Record<string, Measurement>> = { window: measureWindow };

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      events: { type: 'string', default: '1000000' },
    },
  });
  const names = values.only ?? Object.keys(measurements);
  const events = Number(values.events);
  const unknown = names.filter((name) => !Object.hasOwn(measurements, name));
  if (unknown.length > 0 || !Number.isInteger(events) || events < 1_000) {
    say(`usage: npm run bench -- [--only ${Object.keys(measurements).join('|')}] [--events 1000 or more]`);
    return 2;
  }
  const figures: Figure[] = [];
  for (const name of names) figures.push(...((await measurements[name]?.({ events, say })) ?? []));
  showTable(figures);
  const folder = resolve('bench');
  await mkdir(folder, { recursive: true });
  const document = { at: new Date().toISOString(), cpus: cpus().length, events, figures };
  await writeFile(join(folder, 'latest.json'), `${JSON.stringify(document, null, 2)}\n`);
  return figures.some(isMissed) ? 1 : 0;
}

function showTable(figures: readonly Figure[]): void {
  const number = (value: number | null, unit: string): string =>
    value === null ? '' : `${value < 100 ? value.toFixed(1) : Math.round(value)}${unit}`;
  const rows = figures.map((figure) => [
    figure.name,
    number(figure.value, ' ms'),
    number(figure.floor, ' ms'),
    ratioOf(figure) === null ? '' : `${ratioOf(figure)?.toFixed(2)}×`,
    figure.budget === null
      ? ''
      : `≤ ${figure.budget.most}${figure.budget.of === 'ratio' ? '×' : ' ms'}${isMissed(figure) ? '  MISSED' : ''}`,
  ]);
  const table = [['measured', 'value', 'floor', 'ratio', 'budget'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  for (const row of table) {
    say(
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    );
  }
}

process.exitCode = await main();

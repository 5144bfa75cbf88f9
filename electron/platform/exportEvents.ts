import { open, rename, rm } from 'node:fs/promises';
import { csvHeader, csvRow, jsonRow, type ExportWords } from '../core/export/formats.ts';
import type { History } from '../core/ports.ts';
import type { EventFilter } from '../shared/eventFilter.ts';
import { eachPage } from './eventSearch.ts';

export type ExportResult =
  { result: 'done'; events: number } | { result: 'stopped' } | { result: 'failed'; detail: string };

/**
 * Writes what fits the filter into a file, newest first. The file appears when it is whole: a former one of its
 * name stays as it was until then, and for good when the work is stopped or fails.
 */
export async function exportEvents(
  history: History,
  file: string,
  options: {
    filter: EventFilter;
    format: 'csv' | 'json';
    words: ExportWords;
    progress: (events: number) => void;
    stopped: () => boolean;
  },
): Promise<ExportResult> {
  const part = `${file}.part`;
  let events = 0;
  try {
    const handle = await open(part, 'w', 0o600);
    try {
      // A spreadsheet takes a file without this mark for one of its own code page.
      await handle.write(options.format === 'csv' ? `\uFEFF${csvHeader}` : '[\n');
      for await (const rows of eachPage(history, options.filter, options.stopped)) {
        const text = rows
          .map((row, index) =>
            options.format === 'csv' ? csvRow(row, options.words) : jsonRow(row, events + index === 0),
          )
          .join('');
        await handle.write(text);
        events += rows.length;
        options.progress(events);
      }
      if (options.format === 'json') await handle.write('\n]\n');
    } finally {
      await handle.close();
    }
    if (options.stopped()) {
      await rm(part, { force: true });
      return { result: 'stopped' };
    }
    await rename(part, file);
    return { result: 'done', events };
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    return { result: 'failed', detail: error instanceof Error ? error.message.slice(0, 500) : String(error) };
  }
}

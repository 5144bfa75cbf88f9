/**
 * A document that the history keeps: a note, a column. Null for one that cannot be read any more (bits lost on the
 * disk, another program's hand): whoever asks goes on without it, and the start is never stopped by it.
 */
export function readDocument(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

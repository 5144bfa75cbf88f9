import { open } from 'node:fs/promises';
import { SetupError } from '../terminal.mjs';

/**
 * What marks the fuses in an Electron binary; then one byte version, one byte count, one character per fuse.
 * Source: Electron's documentation, "Electron Fuses". `@electron/fuses` itself is only here by way of electron-builder.
 */
const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const knownVersion = 1;
const chunkBytes = 8 * 1024 * 1024;

/** Position of a fuse on the version 1 wire. */
export const fuse = { nodeCliInspectArguments: 3, browserProcessSpecificV8Snapshot: 6 };

/**
 * Switches fuses in place. Never call it on a file that is hard-linked elsewhere.
 * @param {string} executable
 * @param {ReadonlyMap<number, boolean>} wanted fuse position to on / off
 */
export async function setFuses(executable, wanted) {
  const file = await open(executable, 'r+');
  try {
    const wires = await findSentinels(file);
    if (wires.length === 0)
      throw new SetupError(`${executable} has no Electron fuses: it is not an Electron binary.`);
    for (const position of wires) {
      const head = Buffer.alloc(2);
      await file.read(head, 0, 2, position);
      const [version = 0, count = 0] = head;
      if (version !== knownVersion)
        throw new SetupError(`${executable} has fuses of an unknown version ${version}.`);
      for (const [index, on] of wanted) {
        if (index >= count)
          throw new SetupError(`${executable} has ${count} fuses, number ${index} is not among them.`);
        await file.write(on ? '1' : '0', position + 2 + index, 'latin1');
      }
    }
  } finally {
    await file.close();
  }
}

/**
 * Where each fuse wire begins, just after its sentinel (a universal macOS binary has two).
 * @param {import('node:fs/promises').FileHandle} file
 */
async function findSentinels(file) {
  /** @type {number[]} */
  const found = [];
  const buffer = Buffer.alloc(chunkBytes + sentinel.length);
  for (let start = 0; ; start += chunkBytes) {
    // Chunks overlap by a sentinel's length less one byte, so that one across the border is seen, and seen once.
    const { bytesRead } = await file.read(buffer, 0, chunkBytes + sentinel.length - 1, start);
    const chunk = buffer.subarray(0, bytesRead);
    for (let at = chunk.indexOf(sentinel); at >= 0; at = chunk.indexOf(sentinel, at + 1)) {
      found.push(start + at + sentinel.length);
    }
    if (bytesRead < chunkBytes) return found;
  }
}

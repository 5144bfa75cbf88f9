import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, symlink } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { SetupError } from '../terminal.mjs';

/**
 * @typedef {object} ZipEntry
 * @property {string} name path inside the archive, ends in `/` for a folder
 * @property {number} method 0 stored, 8 deflated
 * @property {number} packedBytes
 * @property {number} headerOffset
 * @property {number} mode Unix file mode with its type bits; 0 where the archive carries none
 */

// Signatures and layouts: PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16. Zip64 is not needed below 4 GB.
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endBytes = 22;
const localHeaderBytes = 30;
const longestCommentBytes = 0xffff;
const unixHost = 3;
const typeBits = 0o170000;
const symbolicLink = 0o120000;

/**
 * Unpacks a zip file with nothing but Node, keeping modes and symbolic links.
 * @param {string} archive
 * @param {string} target folder, made when absent
 * @param {(name: string) => string | undefined} place where an entry goes below the target; undefined leaves it out
 * @param {(doneBytes: number, totalBytes: number) => void} onProgress in bytes of the archive
 */
export async function unpackZip(archive, target, place, onProgress) {
  const file = await open(archive, 'r');
  try {
    const chosen = (await readEntries(file)).flatMap((entry) => {
      const path = entry.name.endsWith('/') ? undefined : place(entry.name);
      return path === undefined ? [] : [{ entry, path: inside(target, path) }];
    });
    const totalBytes = chosen.reduce((sum, { entry }) => sum + entry.packedBytes, 0);
    let doneBytes = 0;
    for (const { entry, path } of chosen) {
      await mkdir(dirname(path), { recursive: true });
      await unpackEntry(archive, file, entry, path);
      doneBytes += entry.packedBytes;
      onProgress(doneBytes, totalBytes);
    }
  } finally {
    await file.close();
  }
}

/**
 * @param {string} target
 * @param {string} path
 */
function inside(target, path) {
  const full = normalize(join(target, path));
  if (!full.startsWith(normalize(target + sep)))
    throw new SetupError(`The archive wants to write outside: ${path}`);
  return full;
}

/**
 * @param {string} archive
 * @param {import('node:fs/promises').FileHandle} file
 * @param {ZipEntry} entry
 * @param {string} path
 */
async function unpackEntry(archive, file, entry, path) {
  const header = await readAt(file, entry.headerOffset, localHeaderBytes);
  const start = entry.headerOffset + localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed =
    entry.packedBytes === 0
      ? Readable.from([])
      : createReadStream(archive, { start, end: start + entry.packedBytes - 1, highWaterMark: 1024 * 1024 });
  if (entry.method !== 0 && entry.method !== 8)
    throw new SetupError(`${entry.name}: unknown zip method ${entry.method}`);
  const content = entry.method === 8 ? packed.pipe(createInflateRaw({ chunkSize: 256 * 1024 })) : packed;
  packed.once('error', (problem) => void content.destroy(problem));
  if ((entry.mode & typeBits) === symbolicLink) {
    const link = Buffer.concat(await content.toArray()).toString();
    inside(dirname(path), link);
    return symlink(link, path);
  }
  await pipeline(content, createWriteStream(path, { mode: entry.mode & 0o777 || 0o644 }));
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<ZipEntry[]>}
 */
async function readEntries(file) {
  const { size } = await file.stat();
  const tailStart = Math.max(0, size - endBytes - longestCommentBytes);
  const tail = await readAt(file, tailStart, size - tailStart);
  let end = tail.length - endBytes;
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0) throw new SetupError('The archive is not a zip file, or is cut short.');
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  /** @type {ZipEntry[]} */
  const entries = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === entrySignature;) {
    const nameBytes = directory.readUInt16LE(at + 28);
    const madeOnUnix = directory[at + 5] === unixHost;
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      headerOffset: directory.readUInt32LE(at + 42),
      mode: madeOnUnix ? directory.readUInt32LE(at + 38) >>> 16 : 0,
    });
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length
 */
async function readAt(file, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new SetupError('The archive is cut short.');
  return buffer;
}

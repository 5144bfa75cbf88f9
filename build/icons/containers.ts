/** The two icon files that hold PNGs of several sizes; both are a short head and the pictures as they are. */

export interface Picture {
  /** Width and height. Pixels. */
  size: number;
  png: Buffer;
}

/** Windows: ICONDIR and one ICONDIRENTRY each. Source: Microsoft, "Icons". At most 256 pixels, which is written as 0. */
export function icoFile(pictures: readonly Picture[]): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length + 16 * pictures.length;
  const entries = pictures.map(({ size, png }) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([head, ...entries, ...pictures.map(({ png }) => png)]);
}

/** macOS: a type of four letters for each size. Source: Apple's `iconutil`; PNG is read since OS X 10.7. */
const icnsTypes: ReadonlyMap<number, string> = new Map([
  [16, 'icp4'],
  [32, 'icp5'],
  [64, 'icp6'],
  [128, 'ic07'],
  [256, 'ic08'],
  [512, 'ic09'],
  [1024, 'ic10'],
]);

export function icnsFile(pictures: readonly Picture[]): Buffer {
  const parts = pictures.flatMap(({ size, png }) => {
    const type = icnsTypes.get(size);
    return type === undefined ? [] : [section(type, png)];
  });
  return section('icns', Buffer.concat(parts));
}

/** The length counts the head, too. */
function section(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32BE(content.length + head.length, 4);
  return Buffer.concat([head, content]);
}

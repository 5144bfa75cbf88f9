import { connect, type Socket } from 'node:net';

// The X Window System Protocol, Version 11: "Connection Setup" and "Requests". xsetroot would do the same, but its
// package is a large one for one colour, and ImageMagick's `display` does not end.
const setupHeaderBytes = 8;
const setupFixedBytes = 40;
const formatBytes = 8;
const changeWindowAttributes = 2;
const getInputFocus = 43;
const clearArea = 61;
const backgroundPixel = 2;
const limitMs = 5_000;

/** Gives the screen one colour, as 0xRRGGBB; for a 24-bit screen that asks for no authorisation, as Xvfb is here. */
export async function paintRootWindow(displayNumber: number, colour: number): Promise<void> {
  const socket = connect(`/tmp/.X11-unix/X${displayNumber}`);
  try {
    // Byte order 'l', version 11.0, no authorisation.
    socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    const setup = await read(socket, (bytes) =>
      bytes.length >= setupHeaderBytes ? setupHeaderBytes + 4 * bytes.readUInt16LE(6) : undefined,
    );
    if (setup[0] !== 1) throw new Error(`the X server of display :${displayNumber} refused the connection`);
    const vendorBytes = Math.ceil(setup.readUInt16LE(24) / 4) * 4;
    const formats = setup[29] ?? 0;
    const root = setup.readUInt32LE(setupFixedBytes + vendorBytes + formatBytes * formats);
    socket.write(request(changeWindowAttributes, [root, backgroundPixel, colour]));
    socket.write(request(clearArea, [root, 0, 0]));
    // Its answer says that the requests before it are done.
    socket.write(request(getInputFocus, []));
    const answer = await read(socket, () => 32);
    if (answer[0] !== 1)
      throw new Error(`the X server of display :${displayNumber} would not paint its background`);
  } finally {
    socket.destroy();
  }
}

/** A request of 32-bit parts; the length in its header counts words. */
function request(code: number, parts: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + 4 * parts.length);
  bytes[0] = code;
  bytes.writeUInt16LE(1 + parts.length, 2);
  parts.forEach((part, index) => bytes.writeUInt32LE(part, 4 + 4 * index));
  return bytes;
}

/** Reads until there are as many bytes as the length function asks for; undefined asks for more to tell by. */
function read(socket: Socket, wanted: (bytes: Buffer) => number | undefined): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    const timer = setTimeout(() => finish(new Error('the X server did not answer')), limitMs);
    const onEnd = (): void => finish(new Error('the X server closed the connection'));
    const onData = (chunk: Buffer): void => {
      bytes = Buffer.concat([bytes, chunk]);
      const length = wanted(bytes);
      if (length !== undefined && bytes.length >= length) finish();
    };
    const finish = (problem?: Error): void => {
      clearTimeout(timer);
      socket.off('data', onData).off('error', finish).off('end', onEnd);
      if (problem === undefined) resolve(bytes);
      else reject(problem);
    };
    socket.on('data', onData).on('error', finish).on('end', onEnd);
  });
}

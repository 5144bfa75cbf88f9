import { connect, createServer, type Socket } from 'node:net';

/** A way to a port that can be cut, go silent and come back: the network between app and server. */
export interface CuttableWay {
  readonly port: number;
  /** As a pulled plug that is noticed: connections break, new ones are refused. */
  cut(): Promise<void>;
  /** As a pulled plug that nobody notices: everything stays open and nothing arrives any more. */
  silence(): void;
  /** What was silenced is gone for good; new connections go through again. */
  restore(): Promise<void>;
  stop(): Promise<void>;
}

export async function openCuttableWay(targetPort: number): Promise<CuttableWay> {
  const sockets = new Set<Socket>();
  let silent = false;
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    keep(near);
    if (silent) return;
    const far = connect(targetPort, '127.0.0.1');
    keep(far);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.on('data', (chunk: Buffer) => !silent && far.write(chunk));
    far.on('data', (chunk: Buffer) => !silent && near.write(chunk));
  });
  const listen = (port: number): Promise<number> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      if (server.listening) server.close(() => resolve());
      else resolve();
      for (const socket of sockets) socket.destroy();
    });
  const port = await listen(0);
  return {
    port,
    cut: close,
    silence() {
      silent = true;
    },
    async restore() {
      await close();
      silent = false;
      await listen(port);
    },
    stop: close,
  };
}

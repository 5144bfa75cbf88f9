import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A proxy that takes CONNECT, on loopback. */
export interface ConnectProxy {
  address: string;
  /** `host:port` of everything it was asked for. */
  asked: Set<string>;
  stop(): void;
}

/** @param password value of Proxy-Authorization it insists on; null lets everybody through. */
export async function startConnectProxy(password: string | null): Promise<ConnectProxy> {
  const asked = new Set<string>();
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on('connection', (socket) => sockets.add(socket));
  server.on('connect', (request, client, head) => {
    asked.add(request.url ?? '');
    client.on('error', () => client.destroy());
    if (password !== null && request.headers['proxy-authorization'] !== password) {
      client.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n',
      );
      return;
    }
    const { hostname, port } = new URL(`http://${request.url ?? ''}`);
    const remote = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      remote.write(head);
      remote.pipe(client);
      client.pipe(remote);
    });
    sockets.add(remote);
    remote.on('error', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

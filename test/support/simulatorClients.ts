import { request as secureRequest } from 'node:https';
import Pusher, { type Channel } from 'pusher-js';
import { afterEach } from 'vitest';
import { WebSocket } from 'ws';
import type { SimulatorOptions } from '../simulator/options.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { cleanUps } from './fakes.ts';

/** Clients of the simulator that are none of the app: pusher-js as it comes, a bare socket, bare HTTPS. Ended after each test. */

const ends = cleanUps();
afterEach(() => ends.run());

export async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options);
  ends.add(() => simulator.stop());
  return simulator;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly json: unknown;
}

interface Call {
  readonly method?: string;
  readonly token?: string;
  readonly refresh?: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
}

/** One HTTPS request that trusts nothing but the simulator's authority. */
export function call(simulator: Simulator, path: string, wanted: Call = {}): Promise<Answer> {
  const body =
    wanted.form !== undefined
      ? new URLSearchParams(wanted.form).toString()
      : wanted.json !== undefined
        ? JSON.stringify(wanted.json)
        : '';
  return new Promise((resolve, reject) => {
    const request = secureRequest(
      `${simulator.apiBase}${path}`,
      {
        method: wanted.method ?? (body === '' ? 'GET' : 'POST'),
        ca: simulator.caPem,
        agent: false,
        headers: {
          'content-type':
            wanted.form !== undefined ? 'application/x-www-form-urlencoded' : 'application/json',
          ...(wanted.token === undefined ? {} : { authorization: wanted.token }),
          ...(wanted.refresh === undefined ? {} : { refresh: wanted.refresh }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const isJson = response.headers['content-type'] === 'application/json';
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: isJson ? JSON.parse(text) : null,
          });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** A pusher-js client as the product would make one, over TLS, with its own authorisation. */
export function client(simulator: Simulator, token: string): Pusher {
  // The types of `ws` and of a browser's socket differ in optional handlers only.
  Pusher.Runtime.createWebSocket = (url: string) =>
    new WebSocket(url, { ca: simulator.caPem }) as unknown as ReturnType<
      typeof Pusher.Runtime.createWebSocket
    >;
  const pusher = new Pusher(simulator.key, {
    cluster: '',
    wsHost: simulator.host,
    wssPort: simulator.port,
    forceTLS: true,
    enabledTransports: ['ws'],
    channelAuthorization: {
      endpoint: '',
      transport: 'ajax',
      customHandler: ({ socketId, channelName }, done) => {
        call(simulator, '/broadcasting/auth', {
          token,
          form: { socket_id: socketId, channel_name: channelName },
        }).then(
          ({ status, json }) => {
            if (status === 200) done(null, json as { auth: string });
            else done(new Error(`refused with ${status}`), null);
          },
          (error: Error) => done(error, null),
        );
      },
    },
  });
  ends.add(() => pusher.disconnect());
  return pusher;
}

/** The next event of that name on a channel or connection. */
export function next(
  source: { bind(event: string, listener: (data: unknown) => void): unknown },
  event: string,
): Promise<unknown> {
  return new Promise((resolve) => source.bind(event, resolve));
}

export async function subscribed(pusher: Pusher, name: string): Promise<Channel> {
  const channel = pusher.subscribe(name);
  await next(channel, 'pusher:subscription_succeeded');
  return channel;
}

/** A bare socket that keeps its frames, for what pusher-js does not show. */
export async function rawSocket(
  simulator: Simulator,
  path = `/app/${simulator.key}?protocol=7&client=js&version=8.6.0&flash=false`,
) {
  const socket = new WebSocket(`wss://127.0.0.1:${simulator.port}${path}`, { ca: simulator.caPem });
  ends.add(() => socket.terminate());
  const frames: { event: string; data?: unknown; channel?: string }[] = [];
  const waiting: (() => void)[] = [];
  socket.on('message', (data) => {
    frames.push(JSON.parse(Buffer.isBuffer(data) ? data.toString() : ''));
    for (const look of waiting.splice(0)) look();
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const frame = async (at: number): Promise<{ event: string; data?: unknown; channel?: string }> => {
    for (;;) {
      const found = frames[at];
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return { socket, frame, closed };
}

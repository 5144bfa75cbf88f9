import { createServer, type IncomingMessage, type Server } from 'node:http';
import { z } from 'zod';
import type { Simulator } from '../simulator.ts';
import { commands, stateOf } from './commands.ts';

const maxBodyBytes = 4_000_000;

/**
 * Plain HTTP on 127.0.0.1 for whoever cannot call the methods: `POST /control/<name>` with JSON, `GET /control/state`.
 *
 * It answers 200 with the method's result (or null), 400 for a bad body, 404 for an unknown name.
 */
export class ControlServer {
  readonly #server: Server;
  readonly #simulator: Simulator;
  #port = 0;

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
    this.#server = createServer((request, response) => {
      this.#answer(request)
        .catch((error: unknown) => ({
          status: error instanceof z.ZodError ? 400 : 500,
          value: { error: error instanceof z.ZodError ? z.prettifyError(error) : String(error) },
        }))
        .then(({ status, value }) => {
          response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
          response.end(`${JSON.stringify(value ?? null)}\n`);
        })
        .catch(() => response.destroy());
    });
  }

  get port(): number {
    return this.#port;
  }

  /** Listens on 127.0.0.1; 0 takes a free port. */
  open(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        const address = this.#server.address();
        if (address !== null && typeof address === 'object') this.#port = address.port;
        resolve();
      });
    });
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; value: unknown }> {
    // A web page in a developer's browser must not be able to steer it, by a foreign origin or a rebound name.
    const hostname = (request.headers.host ?? '').replace(/:\d+$/, '');
    if (request.headers.origin !== undefined || !['127.0.0.1', 'localhost'].includes(hostname)) {
      return { status: 403, value: { error: 'only for programs on this machine' } };
    }
    const name = /^\/control\/([A-Za-z]+)$/.exec(request.url ?? '')?.[1];
    if (request.method === 'GET' && name === 'state') return { status: 200, value: stateOf(this.#simulator) };
    const command = request.method === 'POST' && name !== undefined ? commands.get(name) : undefined;
    if (command === undefined)
      return { status: 404, value: { error: 'no such command', commands: [...commands.keys()] } };
    const text = await readText(request);
    let body: unknown;
    try {
      body = text === '' ? {} : JSON.parse(text);
    } catch {
      return { status: 400, value: { error: 'the body is not JSON' } };
    }
    return { status: 200, value: await command(this.#simulator, body) };
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new Error('the request body is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { packed } from './packages.ts';

/** A folder on a server, as an administrator would put a new version there. */
export interface Feed {
  readonly address: string;
  /** What was asked for, in turn. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

export interface FeedOptions {
  /** Tells another sum than the package has. */
  readonly wrongSum?: boolean;
}

/** Serves the next version on this computer only. */
export async function startFeed({ wrongSum = false }: FeedOptions = {}): Promise<Feed> {
  const description = packed('next', 'latest-linux.yml');
  const deb = packed('next', '.deb');
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const name = basename(new URL(request.url ?? '/', 'http://localhost').pathname);
    asked.push(name);
    if (name === basename(description)) response.end(describe(description, wrongSum));
    else if (name === basename(deb) && existsSync(deb)) {
      response.setHeader('content-length', statSync(deb).size);
      createReadStream(deb).pipe(response);
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function describe(file: string, wrongSum: boolean): string {
  const text = readFileSync(join(file), 'utf8');
  return wrongSum
    ? text.replaceAll(/sha512: (\S)/g, (_, first: string) => `sha512: ${first === 'A' ? 'B' : 'A'}`)
    : text;
}

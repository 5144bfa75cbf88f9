import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What a person may ask of `npm run demo`. */
export interface DemoOptions {
  seconds: number;
  /** Folder for the pictures. */
  out: string;
  /** Another Pusher server instead of the simulator. */
  server: ExternalServer | null;
  language: 'en' | 'ru';
  theme: 'light' | 'dark';
  /** Acts that wait for what the app does, instead of a morning that goes by the clock. */
  story: 'morning' | null;
  /** Print every row of the story's ledger. */
  all: boolean;
}

export interface ExternalServer {
  host: string;
  port: number;
  key: string | null;
  authEndpoint: string | null;
  apiBase: string | null;
  ca: string | null;
  token: string;
  channels: string[];
}

export const demoHelp = `npm run demo -- [options]

Shows the app at work: a simulated busy morning, or a server of your own.

  --seconds N          how long it plays (5 to 600; 30 when left out)
  --out DIR            where the pictures go (.demo when left out)
  --language en|ru     language of the app
  --theme light|dark   look of the app
  --story morning      seven acts of a working morning, as fast as the app follows (a minute at most; --seconds
                       does not count), then the ledger: what became of every event, and why
  --all                the ledger without grouping what is alike

With a server of your own (Pusher protocol 7 over TLS):
  --host NAME  --port N  --token TOKEN
  --key KEY  --auth-endpoint URL  --api-base URL  --ca FILE
  --channels A,B       listen to exactly these; without it ChatApp's API is asked for the lines
`;

/** @throws with one sentence for a person. */
export function readDemoOptions(args: readonly string[]): DemoOptions | 'help' {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: {
      seconds: { type: 'string', default: '30' },
      out: { type: 'string', default: '.demo' },
      language: { type: 'string', default: 'en' },
      theme: { type: 'string', default: 'light' },
      story: text,
      all: { type: 'boolean', default: false },
      host: text,
      port: text,
      key: text,
      'auth-endpoint': text,
      'api-base': text,
      ca: text,
      token: text,
      channels: text,
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const { language, theme } = values;
  if (language !== 'en' && language !== 'ru') throw new Error('--language takes en or ru');
  if (theme !== 'light' && theme !== 'dark') throw new Error('--theme takes light or dark');
  const server = readServer(values);
  const { story = null, all } = values;
  if (story !== null && story !== 'morning') throw new Error('--story takes morning');
  if (story !== null && server !== null) throw new Error('--story plays on the simulator: leave --host out');
  if (all && story === null) throw new Error('--all goes with --story');
  return {
    seconds: readNumber('--seconds', values.seconds, 5, 600),
    out: resolve(values.out),
    language,
    theme,
    server,
    story,
    all,
  };
}

function readServer(values: Partial<Record<string, string | boolean>>): ExternalServer | null {
  const read = (name: string): string | null => {
    const value = values[name];
    return typeof value === 'string' ? value : null;
  };
  const host = read('host');
  if (host === null) {
    const lonely = ['port', 'key', 'auth-endpoint', 'api-base', 'ca', 'token', 'channels'].filter(
      (name) => read(name) !== null,
    );
    if (lonely.length > 0) throw new Error(`--${lonely[0]} goes with --host`);
    return null;
  }
  const token = read('token');
  if (token === null) throw new Error('--host needs --token: the value of the Authorization header');
  const ca = read('ca');
  return {
    host,
    port: readNumber('--port', read('port') ?? '6001', 1, 65_535),
    key: read('key'),
    authEndpoint: read('auth-endpoint'),
    apiBase: read('api-base'),
    ca: ca === null ? null : resolve(ca),
    token,
    channels: (read('channels') ?? '').split(',').filter((channel) => channel !== ''),
  };
}

function readNumber(flag: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most) {
    throw new Error(`${flag} takes a whole number from ${least} to ${most}, not "${text}"`);
  }
  return number;
}

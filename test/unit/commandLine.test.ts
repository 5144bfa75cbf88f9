import { describe, expect, it } from 'vitest';
import { flagOf, flagProblems, helpText, readCommandLine } from '../../electron/main/commandLine.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';

const read = (...flags: string[]): ReturnType<typeof readCommandLine> =>
  readCommandLine(['/usr/bin/chatapp-notifier', ...flags]);
const problems = (...flags: string[]): string[] => flagProblems(read(...flags), defaultSettings);

describe('the command line', () => {
  it('is nothing without flags', () => {
    expect(read()).toEqual({
      hidden: false,
      page: null,
      answer: null,
      order: null,
      importTokens: null,
      link: null,
      overrides: [],
      problems: [],
    });
  });

  it('says how to start', () => {
    expect(read('--hidden', '--settings', '--import-tokens=/tmp/tokens.json')).toMatchObject({
      hidden: true,
      page: 'settings',
      importTokens: '/tmp/tokens.json',
    });
  });

  it('finds an address of the app, wherever Chromium put it', () => {
    const { link } = read('--allow-file-access-from-files', 'chatapp-notifier://event/a%3Ab?do=snooze');
    expect(link).toEqual({ to: 'event', key: 'a:b', action: 'snooze' });
    expect(read('https://example.com').link).toBeNull();
  });

  it.each<[string[], unknown]>([
    [['--status'], { do: 'status' }],
    [['--resume'], { do: 'resume' }],
    [['--pause=1h'], { do: 'pause', length: { minutes: 60 } }],
    [['--pause', '1h'], { do: 'pause', length: { minutes: 60 } }],
    [['--pause', '1h30m'], { do: 'pause', length: { minutes: 90 } }],
    [['--pause=45min'], { do: 'pause', length: { minutes: 45 } }],
    [['--pause=168h'], { do: 'pause', length: { minutes: 10_080 } }],
    [['--pause=tomorrow'], { do: 'pause', length: 'tomorrow' }],
    [['--pause', 'forever'], { do: 'pause', length: 'forever' }],
  ])('%j is an order for the app that runs', (flags, order) => {
    expect(read(...flags)).toMatchObject({ order, problems: [] });
  });

  it.each(['0m', '169h', 'h', '1d', '-5m', '1h 30m', 'customerWrites', '99999m'])(
    'refuses a pause of %j, and says what it takes',
    (length) => {
      const line = read(`--pause=${length}`);
      expect(line.order).toBeNull();
      expect(line.problems).toEqual([expect.stringContaining('45m, 2h or 1h30m')]);
    },
  );

  it('takes a value that stands apart, but no other flag for one', () => {
    expect(read('--server-host', 'socket.example.com', '--hidden')).toMatchObject({
      hidden: true,
      overrides: [{ path: 'server.host', value: 'socket.example.com' }],
    });
    expect(read('--server-host', '--hidden')).toMatchObject({
      hidden: true,
      overrides: [],
      problems: ['--server-host needs a value: --server-host=…'],
    });
  });

  it.each(['help', 'version'] as const)('answers --%s', (answer) => {
    expect(read(`--${answer}`).answer).toBe(answer);
  });

  it('names every flag of its own in its help', () => {
    for (const flag of [
      'hidden',
      'settings',
      'pause',
      'resume',
      'status',
      'version',
      'update-feed',
      'channels',
    ])
      expect(helpText).toContain(`--${flag}`);
  });

  it('holds settings', () => {
    const { overrides } = read(
      '--server-host=socket.example.com',
      '--server-port=6002',
      '--server-key=Key',
      '--auth-endpoint=https://api.example.com/auth?a=b',
      '--api-base=https://api.example.com',
      '--ca-file=/tmp/my ca.pem',
      '--channels=private-v1.users.1,,private-v1.companies.2',
      '--language=ru',
      '--theme=dark',
    );
    expect(Object.fromEntries(overrides.map(({ path, value }) => [path, value]))).toEqual({
      'server.host': 'socket.example.com',
      'server.port': 6_002,
      'server.key': 'Key',
      'server.authEndpoint': 'https://api.example.com/auth?a=b',
      'server.apiBase': 'https://api.example.com',
      'server.caFile': '/tmp/my ca.pem',
      'server.channels': ['private-v1.users.1', 'private-v1.companies.2'],
      language: 'ru',
      theme: 'dark',
    });
  });

  it('leaves alone what is Chromium’s, a word, or no flag at all', () => {
    expect(
      read(
        '--no-sandbox',
        '--remote-debugging-port=0',
        'server-host=x',
        '-x',
        '--',
        '--Hidden',
        'chatapp://x',
      ),
    ).toEqual(read());
  });

  // Known fault of readCommandLine: `--constructor=x` ends the app at its start. Once mended, this is a plain `it`.
  it('takes the names of Object.prototype for no flags', () => {
    expect(read('--constructor=x', '--to-string=x')).toEqual(read());
  });

  it.each(['--server-host', '--server-host=', '--channels='])('%s needs a value, and says so', (flag) => {
    const line = read(flag, '--theme=dark');
    expect(line.problems).toEqual([expect.stringContaining(`${flag.split('=')[0]} needs a value`)]);
    expect(line.overrides).toEqual([{ path: 'theme', value: 'dark' }]);
  });
});

describe('a flag that does not fit', () => {
  it.each([
    ['--server-port=sixty', '--server-port takes a number from 1 to 65535'],
    ['--server-port=0', '--server-port takes a number from 1 to 65535'],
    ['--server-host=a b', '--server-host takes a host name'],
    ['--auth-endpoint=http://api.example.com', '--auth-endpoint takes an address that begins with https://'],
    ['--api-base=api.example.com', '--api-base takes an address that begins with https://'],
    ['--channels=room', '--channels takes names like private-v1'],
    ['--language=de', '--language takes system, en or ru'],
    ['--theme=pink', '--theme takes system, light, dark or contrast'],
  ])('%s is explained', (flag, words) => {
    expect(problems(flag)).toEqual([expect.stringContaining(words)]);
  });

  it('does not hide another, and a good one is no problem', () => {
    expect(problems('--theme=pink', '--server-host', '--language=de', '--server-port=1')).toHaveLength(3);
    expect(problems('--server-port=6002', '--theme=dark')).toEqual([]);
  });

  it('is called by its own name', () => {
    expect(flagOf('server.caFile')).toBe('--ca-file');
    expect(flagOf('privacy')).toBe('--privacy');
  });
});

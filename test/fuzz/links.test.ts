import { it } from 'vitest';
import { flagProblems, readCommandLine } from '../../electron/main/commandLine.ts';
import { eventLink, parseLink, type Link } from '../../electron/shared/links.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { fuzz } from './support/target.ts';

/** What other programs, and pages in a browser, hand over: the app's own addresses, and the arguments of a second start. */

const links = [
  eventLink('685:1229:grWhatsApp:message:a b/ü?&#%'),
  `${eventLink('685:1229:telegram:message:7')}?do=mute`,
  `${eventLink('685:1229:telegram:message:7')}?do=snooze`,
  'chatapp-notifier://chat/1229/grWhatsApp/79990001122%40c.us',
  'chatapp-notifier://line/1229',
  'chatapp-notifier://settings',
  'chatapp-notifier://waiting/',
  'chatapp-notifier://event/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  'chatapp-notifier://line/__proto__',
];
const starts = [
  '--hidden --settings',
  '--pause 1h30m',
  '--pause=tomorrow',
  '--status',
  '--server-host=socket.example.com --server-port 6001',
  '--api-base=https://api.example.com --ca-file=/etc/ssl/own.pem --language=ru',
  '--channels=private-v1.companies.2224,private-v1.users.685',
  '--import-tokens=/tmp/tokens.json',
  'chatapp-notifier://line/1229 --hidden',
];

it('whatever an address holds, it is one of ours to the letter or nothing', async () => {
  await fuzz({
    name: 'deep links',
    share: 1 / 5,
    make: (random, mutator) => mutator.text(random.pick(links), links),
    feed(text) {
      const link = parseLink(text);
      if (link === null) return 'not ours';
      mustBeBounded(link);
      if (!text.startsWith('chatapp-notifier://')) throw new Error('taken for ours');
      return 'taken';
    },
  });
});

it('whatever a start is given, it says what is wrong or does something that is known', async () => {
  await fuzz({
    name: 'command line',
    share: 1 / 10,
    // Each flag is tried on all the settings; most starts have none.
    slowestAllowed: 2_000,
    make: (random, mutator) => mutator.text(random.pick(starts), [...starts, ...links]),
    feed(text) {
      const line = readCommandLine(text.split(' '));
      if (line.link !== null) mustBeBounded(line.link);
      const problems = flagProblems(line, defaultSettings);
      if (problems.some((problem) => problem === '' || problem.length > 400))
        throw new Error('no problem to read');
      return problems.length === 0 ? 'taken' : 'a flag that does not fit';
    },
  });
});

function mustBeBounded(link: Link): void {
  const longest = link.to === 'event' ? 2_000 : 300;
  for (const value of Object.values(link))
    if (typeof value === 'string' && (value === '' || value.length > longest))
      throw new Error('an endless part');
}

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { commands, type CommandName } from '../../electron/shared/contract.ts';
import { commandTexts } from '../fixtures/commandInputs.ts';
import { createMutator } from '../fuzz/support/mutate.ts';
import { nastyFrom } from '../fuzz/support/nasty.ts';
import { randomFrom } from '../fuzz/support/random.ts';
import { expect, test } from './fixtures.ts';
import { tellResults } from './securityTable.ts';

/** A page that was taken over sends what it likes (17): thousands of mutated inputs to every command of the running app. */

/** They open a dialog or another program, or end the app, where their input fits; then they are left out. */
const reachingOut = new Set<string>([
  ...['events.export', 'settings.export', 'settings.import', 'settings.chooseCaFile', 'sounds.chooseFile'],
  ...['about.openDataFolder', 'about.openChromiumLicences', 'updates.install', 'data.erase'],
]);
const perCommand = 60;

tellResults();

test('whatever commands are given, the app answers, lives, and writes nowhere but into its own folder (17)', async ({
  start,
  desktop,
}) => {
  test.setTimeout(240_000);
  const seed = Number(process.env['CHATAPP_NOTIFIER_FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  test.info().annotations.push({ type: 'seed', description: String(seed) });
  const random = randomFrom(seed);
  const mutator = createMutator(random, nastyFrom(seed));
  const { app, window, userData } = await start({ signedIn: false });
  const outside = [
    process.cwd(),
    ...['HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME'].map((name) => desktop.env[name] ?? ''),
  ];
  const before = await filesIn(outside, userData);

  const sent = commandTexts.flatMap((text) => {
    const [name, input] = JSON.parse(text) as [string, unknown];
    return Array.from({ length: perCommand }, () => {
      const changed = mutator.values(JSON.stringify([input]));
      return `[${JSON.stringify(name)},${changed.startsWith('[') && changed !== '[]' ? changed.slice(1, -1) : changed}]`;
    }).filter((command) => !reachesOut(command));
  });
  expect(sent.length).toBeGreaterThan(2_000);
  const answers: Record<string, number> = {};
  for (let at = 0; at < sent.length; at += 100) {
    const some = await window.evaluate(
      (list) =>
        Promise.all(
          list.map(async (text) => {
            const { notifier } = globalThis as typeof globalThis & {
              notifier: {
                invoke: (name: unknown, input: unknown) => Promise<{ ok: boolean; error?: string }>;
              };
            };
            const [name, input] = JSON.parse(text) as [string, unknown];
            // What the bridge itself cannot carry, such as a nesting of thousands, reaches nobody.
            const answer = await Promise.resolve()
              .then(() => notifier.invoke(name, input))
              .catch(() => ({ ok: false, error: 'not carried' }));
            return answer.ok
              ? 'ok'
              : `${answer.error ?? 'none'} ${answer.error === 'failed' ? name : ''}`.trim();
          }),
        ),
      sent.slice(at, at + 100),
    );
    for (const answer of some) answers[answer] = (answers[answer] ?? 0) + 1;
  }
  process.stdout.write(`${sent.length} commands: ${JSON.stringify(answers)} (seed ${seed})\n`);
  // `failed` would be a handler that threw: a bug, even where the window survives it.
  expect(Object.keys(answers).toSorted()).toEqual(['invalid', 'not carried', 'ok']);
  expect(await app.evaluate(() => ['polluted' in {}, Object.keys(Object.prototype).length])).toEqual([
    false,
    0,
  ]);
  const state = await window.evaluate(() =>
    (
      globalThis as typeof globalThis & {
        notifier: { invoke: (name: string, input: null) => Promise<{ ok: boolean }> };
      }
    ).notifier.invoke('state.get', null),
  );
  expect(state.ok).toBe(true);
  const after = await filesIn(outside, userData);
  expect(after.filter((file) => !before.includes(file))).toEqual([]);
});

function reachesOut(command: string): boolean {
  const [name, input] = JSON.parse(command) as [CommandName, unknown];
  return reachingOut.has(name) && commands[name].input.safeParse(input).success;
}

/** Every file with the time of its last change, but for what others write meanwhile. */
async function filesIn(folders: readonly string[], but: string): Promise<string[]> {
  const lists = folders
    .filter((folder) => folder !== '')
    .map(async (folder) => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const paths = entries
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name));
      const own = paths.filter(
        (path) =>
          !/node_modules|test-results|\.git\/|dconf|gnome|keyring|xfce|\.cache/.test(path) &&
          !path.startsWith(but),
      );
      return Promise.all(
        own.map(async (path) => `${path} ${(await stat(path).catch(() => null))?.mtimeMs ?? 0}`),
      );
    });
  return (await Promise.all(lists)).flat();
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tryRules } from '../../electron/core/attention/tryRules.ts';
import { changeSettings } from '../../electron/core/settings/change.ts';
import { isModest } from '../../electron/main/ipc/modest.ts';
import { createWindowMemory } from '../../electron/main/window/memory.ts';
import { openHistory } from '../../electron/platform/history.ts';
import { commands, type CommandName } from '../../electron/shared/contract.ts';
import { defaultSettings, settingsSchema } from '../../electron/shared/settings.ts';
import { commandTexts } from '../fixtures/commandInputs.ts';
import { arrive, messageItem } from '../support/events.ts';
import { fuzz } from './support/target.ts';

/**
 * What a window that was taken over may send, against the contract and what stands behind it without Electron. The running
 * app gets its share in test/desktop/securityCommands.spec.ts.
 */

it('whatever a command is given is invalid, or bounded and understood', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chatapp-notifier-fuzz-'));
  const { history } = openHistory(join(folder, 'history.db'), 1_700_000_000_000);
  const rows = history.insertNew(arrive('message', [messageItem(), messageItem({ id: '7' })]));
  history.indexNew(rows.length);
  const memory = createWindowMemory(history);

  /** What the handlers do with an input that fits, as far as it needs no Electron. */
  function carryOut(name: CommandName, input: unknown): void {
    switch (name) {
      case 'settings.change': {
        const next = changeSettings(defaultSettings, commands[name].input.parse(input));
        if (next !== null && !settingsSchema.safeParse(next).success)
          throw new Error('settings that do not fit');
        return;
      }
      case 'events.page':
        commands[name].output.shape.rows.parse(history.page(commands[name].input.parse(input)).rows);
        return;
      case 'events.get':
        history.find(commands[name].input.parse(input).key);
        return;
      case 'events.activity': {
        const { dayStartMs, dayEndMs } = commands[name].input.parse(input);
        history.activity(dayStartMs, dayEndMs);
        return;
      }
      case 'events.markRead':
        history.markRead(commands[name].input.parse(input).keys);
        return;
      case 'window.remember':
        memory.write(commands[name].input.parse(input));
        if (memory.read() === null) throw new Error('the memory cannot be read back');
        return;
      case 'attention.tryRules':
        tryRules(rows, commands[name].input.parse(input).rules, defaultSettings, () => ({ ownsLine: null }));
        return;
      default:
    }
  }

  function feed(text: string): string {
    const command = parse(text);
    if (!Array.isArray(command)) return 'no command';
    const [name, input] = command as unknown[];
    if (!isCommand(name)) return 'no such command';
    if (!isModest(input)) return 'too much';
    const parsed = commands[name].input.safeParse(input);
    if (!parsed.success) return 'invalid';
    // As many characters as an input may have, each of them written as six.
    if (JSON.stringify(parsed.data).length > 13_000_000) throw new Error('an input without a bound');
    carryOut(name, parsed.data);
    return 'taken';
  }

  try {
    await fuzz({
      name: 'commands of the window',
      share: 1 / 5,
      make: (random, mutator) => {
        const text = random.pick(commandTexts);
        if (random.chance(0.15)) return mutator.text(text, commandTexts);
        const [name, input] = JSON.parse(text) as [string, unknown];
        if (random.chance(0.05)) return mutator.values(text);
        // The input alone, in a list so that it can be replaced as a whole.
        const changed = mutator.values(JSON.stringify([input]));
        return `[${JSON.stringify(name)},${changed.startsWith('[') && changed !== '[]' ? changed.slice(1, -1) : changed}]`;
      },
      feed,
      // Most commands take nothing, and most inputs are refused at once; a search is not.
      slowestAllowed: 1_000,
    });
  } finally {
    history.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

it('an input without an end costs nothing', () => {
  // Of four thousand million nothings: a schema alone would look at each.
  const endless: unknown[] = [];
  endless.length = 4_294_967_295;
  expect(isModest({ keys: endless })).toBe(false);
  expect(isModest(Array.from({ length: 300 }, () => Array.from({ length: 300 }, () => null)))).toBe(false);
  const deep: unknown = JSON.parse(`${'['.repeat(10_000)}${']'.repeat(10_000)}`);
  expect(isModest({ path: 'attention.rules', value: deep })).toBe(false);
  const letters = 'x'.repeat(3_000_000);
  expect(isModest({ path: 'attention.rules', value: [{ id: letters }] })).toBe(false);
  expect(isModest({ path: 'attention.rules', value: [{ [letters]: 1 }] })).toBe(false);
  const longestKeys = Array.from({ length: 1_000 }, () => 'k'.repeat(2_000));
  expect(isModest({ keys: longestKeys })).toBe(true);
  const round: unknown[] = [];
  round.push(round);
  expect(isModest(round)).toBe(false);
  for (const text of commandTexts) expect(isModest(JSON.parse(text))).toBe(true);
});

function isCommand(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(commands, name);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

import { screen, waitFor, within } from '@testing-library/react';
import { run } from 'axe-core';
import { describe, expect, it } from 'vitest';
import {
  ruleSchema,
  shiftSchema,
  type AttentionSettings,
  type Rule,
} from '../../electron/shared/attention.ts';
import { createTranslate } from '../../electron/shared/messages/translate.ts';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { ruleText } from '../../renderer/features/settings/rules/ruleText.ts';
import { createFakeBridge, type FakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';
import { makeAccount, makeRow } from './sampleData.ts';

const rule = (change: Partial<Rule> = {}): Rule => ({
  id: 'refunds',
  enabled: true,
  lineId: '10203',
  messengerType: 'grWhatsApp',
  kind: 'message',
  chatClass: null,
  keywords: ['refund'],
  level: 'urgent',
  sound: true,
  ...change,
});
const night = { id: 'night', days: [5, 6], from: '22:00', to: '06:00', zone: 'Europe/Moscow', lineId: null };

function bridgeWith(attention: Partial<AttentionSettings>): FakeBridge {
  const settings = { ...defaultSettings, attention: { ...defaultSettings.attention, ...attention } };
  return createFakeBridge({ rows: [makeRow(1)], state: { settings } });
}

async function openSettings(fake: FakeBridge) {
  const shown = showWindow(fake);
  await goTo(shown.user, /^Settings/);
  return shown;
}

async function pick(user: Awaited<ReturnType<typeof openSettings>>['user'], button: RegExp, option: string) {
  await user.click(screen.getByRole('button', { name: button }));
  await user.click(await screen.findByRole('option', { name: option }));
}

const rulesOf = (fake: FakeBridge) =>
  fake
    .callsOf('settings.change')
    .filter(({ path }) => path === 'attention.rules')
    .map(({ value }) => ruleSchema.array().parse(value));

describe('rules', () => {
  it('read as words', () => {
    const lines = makeAccount().lines ?? [];
    const words = (change: Partial<Rule>) => ruleText(rule(change), lines, createTranslate('en'), 'en');
    expect(words({})).toBe('Sales · WhatsApp · messages with “refund”: urgent');
    expect(words({ lineId: null, messengerType: null, kind: null, keywords: [], level: 'nothing' })).toBe(
      'everything: nothing',
    );
    expect(words({ kind: null, sound: false, keywords: ['a', 'b'] })).toBe(
      'Sales · WhatsApp · anything with “a” or “b”: urgent, without sound',
    );
  });

  it('are added by a form and tried on stored events before they are saved', async () => {
    const fake = bridgeWith({ rules: [rule()] });
    fake.reply('attention.tryRules', ({ rules }) => ({
      ok: true,
      value: {
        tried: [
          { row: makeRow(1), level: 'notify', levelNow: 'notify', ruleId: null },
          {
            row: makeRow(2),
            level: rules.at(-1)?.level ?? 'notify',
            levelNow: 'notify',
            ruleId: rules.at(-1)?.id ?? null,
          },
        ],
      },
    }));
    const { user } = await openSettings(fake);
    await user.click(await screen.findByRole('button', { name: 'Add a rule' }));
    await user.type(screen.getByRole('textbox', { name: 'Words in the text' }), 'late,slow{Enter}');
    await pick(user, /What it does/, 'Nothing');
    const trial = screen.getByRole('region', { name: 'What these rules would have done' });
    const tried = await within(trial).findAllByRole('listitem');
    await waitFor(() => expect(trial.textContent).toContain('1 of the newest 2 events'));
    expect(tried[0]?.textContent ?? '').toMatch(/Customer/);
    await waitFor(() => {
      expect(within(trial).getAllByRole('listitem')[0]?.textContent).toMatch(
        /Customer 2.*would change: notify → nothing/,
      );
    });
    expect(within(trial).getAllByRole('listitem')[1]?.textContent).toContain('stays: notify');
    expect(rulesOf(fake)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save rule' }));
    const [saved] = rulesOf(fake);
    expect(saved).toHaveLength(2);
    expect(saved?.[1]).toMatchObject({ keywords: ['late', 'slow'], level: 'nothing', kind: 'message' });
    expect(await screen.findByText(/messages with “late” or “slow”: nothing/)).toBeTruthy();
  });

  it('refuse a word that is too long, where it stands', async () => {
    const fake = bridgeWith({ rules: [] });
    const { user } = await openSettings(fake);
    await user.click(await screen.findByRole('button', { name: 'Add a rule' }));
    const field = screen.getByRole('textbox', { name: 'Words in the text' });
    await user.click(field);
    await user.paste('x'.repeat(101));
    await user.keyboard('{Enter}');
    expect(await screen.findByText('A word holds at most 100 characters.')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save rule' }).disabled).toBe(true);
  });

  it('are moved, switched off, deleted and brought back', async () => {
    const other = rule({
      id: 'tags',
      lineId: null,
      messengerType: null,
      kind: 'tag',
      keywords: [],
      level: 'badge',
    });
    const fake = bridgeWith({ rules: [rule(), other] });
    const { user } = await openSettings(fake);
    await user.click(
      await screen.findByRole('button', {
        name: 'Move down: Sales · WhatsApp · messages with “refund”: urgent',
      }),
    );
    expect(
      rulesOf(fake)
        .at(-1)
        ?.map(({ id }) => id),
    ).toEqual(['tags', 'refunds']);
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Move up: Sales/),
    );
    await user.click(screen.getByRole('switch', { name: 'In use: tags: only count' }));
    expect(rulesOf(fake).at(-1)?.[0]).toMatchObject({ id: 'tags', enabled: false });
    await user.click(screen.getByRole('button', { name: 'Delete: tags: only count' }));
    await waitFor(() => expect(screen.queryByRole('switch', { name: /tags: only count/ })).toBeNull());
    expect(document.activeElement?.textContent).toBe('Undo');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(
      rulesOf(fake)
        .at(-1)
        ?.map(({ id }) => id),
    ).toEqual(['tags', 'refunds']);
  });

  it('are opened from the event that one decided', async () => {
    const fake = bridgeWith({ rules: [rule()] });
    fake.changeRow(makeRow(1).key, { reason: 'rule', ruleId: 'refunds' });
    const { user } = showWindow(fake);
    await user.click(await screen.findByRole('option'));
    expect(
      await screen.findByText(/because of your rule “Sales · WhatsApp · messages with “refund”: urgent”/),
    ).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Open this rule' }));
    expect(await screen.findByRole('button', { name: 'Save rule' })).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('Edit');
  });
});

describe('shifts', () => {
  it('say that a night ends on the next day', async () => {
    const { user } = await openSettings(bridgeWith({ shifts: [night] }));
    expect(
      await screen.findByText(/Fri, Sat, 22:00–06:00 on the next day · All lines · Europe\/Moscow/),
    ).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /^Edit: Fri/ }));
    expect(await screen.findByText('Ends on the next day, at 06:00.')).toBeTruthy();
    const to = screen.getByRole('textbox', { name: 'To' });
    await user.clear(to);
    await user.type(to, '23:30');
    await waitFor(() => expect(screen.queryByText(/Ends on the next day/)).toBeNull());
    await user.clear(to);
    await user.type(to, '22');
    expect(await screen.findByText('A whole day, until 22:00 of the next.')).toBeTruthy();
  });

  it('explain what does not fit and save nothing of it', async () => {
    const fake = bridgeWith({ shifts: [] });
    const { user } = await openSettings(fake);
    expect(await screen.findByText('No shifts: you are always on.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Add a shift' }));
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
      await user.click(screen.getByRole('button', { name: day }));
    }
    const from = screen.getByRole('textbox', { name: 'From' });
    await user.clear(from);
    await user.type(from, '25');
    await user.click(screen.getByRole('button', { name: 'Save shift' }));
    expect(await screen.findByText('Choose at least one day.')).toBeTruthy();
    expect(screen.getByText('A time such as 09:00.')).toBeTruthy();
    expect(fake.callsOf('settings.change')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Sunday' }));
    await user.clear(from);
    await user.type(from, '8.30');
    await user.click(screen.getByRole('button', { name: 'Save shift' }));
    const [change] = fake.callsOf('settings.change');
    expect(change?.path).toBe('attention.shifts');
    expect(shiftSchema.array().parse(change?.value)).toMatchObject([
      { days: [7], from: '08:30', to: '18:00', zone: 'system', lineId: null },
    ]);
  });
});

describe('the other attention settings', () => {
  it('apply at once, each by its path', async () => {
    const fake = bridgeWith({});
    const { user } = await openSettings(fake);
    await screen.findByRole('heading', { name: 'Rules' });
    await pick(user, /Colleagues’ chats.*By the line|By the line.*Colleagues’ chats/, 'Nothing');
    await user.click(screen.getByRole('switch', { name: /phone numbers/ }));
    const storm = screen.getByRole('textbox', { name: 'Notifications' });
    await user.clear(storm);
    await user.type(storm, '99{Enter}');
    expect(await screen.findByText(/A whole number from 1 to 50/)).toBeTruthy();
    await user.clear(storm);
    await user.type(storm, '9{Enter}');
    await user.click(screen.getByRole('button', { name: 'Remove the step after 5 min' }));
    await user.click(screen.getByRole('switch', { name: 'No sounds at all' }));
    expect(fake.callsOf('settings.change')).toEqual([
      { path: 'attention.classes.others', value: 'nothing' },
      { path: 'attention.maskPhones', value: true },
      { path: 'attention.storm.notifications', value: 9 },
      {
        path: 'attention.unanswered.steps',
        value: [
          { afterMinutes: 2, action: 'badge' },
          { afterMinutes: 15, action: 'louder' },
        ],
      },
      { path: 'sounds.muted', value: true },
    ]);
  });

  it('plays a sound and says when it could not', async () => {
    const fake = bridgeWith({});
    fake.reply('sounds.play', () => ({ ok: true, value: { played: false } }));
    const { user } = await openSettings(fake);
    await user.click(await screen.findByRole('button', { name: 'Play: My chats' }));
    expect(fake.callsOf('sounds.play')).toEqual([{ sound: 'chime' }]);
    expect(await screen.findByText('It could not be played here.')).toBeTruthy();
  });

  it('cannot be changed where a flag holds them', async () => {
    const fake = bridgeWith({ rules: [rule()] });
    fake.setState({ overridden: ['attention', 'sounds'] });
    await openSettings(fake);
    expect((await screen.findByRole<HTMLButtonElement>('button', { name: 'Add a rule' })).disabled).toBe(
      true,
    );
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Add a shift' }).disabled).toBe(true);
    expect(screen.getByRole<HTMLInputElement>('switch', { name: 'No sounds at all' }).disabled).toBe(true);
  });

  it.each(['en', 'ru'] as const)('keep nobody out, editors open (%s)', async (language) => {
    const fake = bridgeWith({
      rules: [rule()],
      shifts: [night],
      privacyLines: [{ lineId: '10203', privacy: 'sender' }],
      unanswered: { ...defaultSettings.attention.unanswered, lines: [{ lineId: '10203', steps: [] }] },
    });
    fake.reply('attention.tryRules', () => ({
      ok: true,
      value: { tried: [{ row: makeRow(1), level: 'urgent', levelNow: 'notify', ruleId: 'refunds' }] },
    }));
    fake.setState({ language });
    const { user, container } = showWindow(fake);
    await goTo(user, /^(Settings|Настройки)/);
    await user.click(
      await screen.findByRole('button', { name: /^(Edit|Изменить): (Sales|Fri|Пт)[^]*(refund)/ }),
    );
    await user.click(screen.getByRole('button', { name: /^(Edit|Изменить): (Fri|Пт)/ }));
    await screen.findAllByRole('listitem');
    const result = await run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(
      result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
    ).toEqual([]);
  });
});

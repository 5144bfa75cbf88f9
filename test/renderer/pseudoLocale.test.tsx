import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { AppState } from '../../electron/shared/appState.ts';
import { waitingChatSchema } from '../../electron/shared/attention.ts';
import type * as translations from '../../electron/shared/messages/translate.ts';
import { createFakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';
import { makeConversation } from './sampleConversation.ts';
import { makeAccount, makeChannel, makeMorning, makeRow, noonMs } from './sampleData.ts';

vi.mock('../../electron/shared/messages/translate.ts', async (original) => {
  const real = await original<typeof translations>();
  return {
    ...real,
    createTranslate: (language: 'en' | 'ru') => {
      const translate = real.createTranslate(language);
      return (...of: Parameters<typeof translate>) => {
        const words = translate(...of);
        return `⟦${words}${'~'.repeat(Math.ceil(words.length * 0.4))}⟧`;
      };
    },
  };
});

/** Days as the system writes them, and what main says of its versions. */
const asTold = /\p{L}+day \d+ \p{L}+|\d{1,2} May|Today|Yesterday|ChatApp Notifier|1\.0\.0/gu;

/** Names of the sample data, where they name a part of the page, and React Aria's own word, in its translation. */
const ofOthers = ['Sales', 'anna@example.com', 'Dismiss'];

/** Letters that stand on the page without having come through the messages. */
function bare(root: Element): string[] {
  const copy = root.cloneNode(true);
  if (!(copy instanceof Element)) return [];
  // Words of others, times by the system's own words, and pictures.
  for (const other of copy.querySelectorAll(
    'bdi, [dir="auto"], kbd, time, svg, style, [hidden], [aria-hidden], textarea, pre',
  ))
    other.remove();
  const words = [copy.textContent];
  for (const named of copy.querySelectorAll('[aria-label], [placeholder]')) {
    words.push(named.getAttribute('aria-label') ?? '', named.getAttribute('placeholder') ?? '');
  }
  return words
    .map((text) => {
      let depth = 0;
      return Array.from(text, (sign) => {
        if (sign === '⟦') depth += 1;
        if (sign === '⟧') depth -= 1;
        return depth > 0 || sign === '⟧' ? '' : sign;
      })
        .join('')
        .replaceAll(asTold, '');
    })
    .filter((text) => /\p{L}/u.test(text) && !ofOthers.includes(text.trim()));
}

const waitingChat = waitingChatSchema.parse({
  chat: 'chat',
  accountId: 'account-1',
  lineId: '10203',
  messengerType: 'grWhatsApp',
  name: 'Sales',
  chatClass: 'mine',
  newestKey: makeRow(1).key,
  newestMs: noonMs,
  sinceMs: noonMs,
  messages: 2,
  steps: 1,
  escalates: true,
});

const bridge = (state: Parameters<typeof createFakeBridge>[0] = {}) =>
  createFakeBridge({
    rows: makeMorning(15, noonMs),
    ...state,
    state: { keyStore: 'memory', ...state.state },
  });

/** Opens each fold there is, and what appears in them. */
function unfold(root: Element): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('h2 button, h3 button, h4 button')) {
    if (button.getAttribute('aria-expanded') === 'false') act(() => button.click());
  }
}

describe('every word of the window comes through the messages', () => {
  it.each(['Events', 'Waiting', 'Lines'])('%s', async (page) => {
    const { user, container } = showWindow(bridge({ state: { trayHost: false } }));
    await goTo(user, new RegExp(`^⟦${page}`));
    await waitFor(() => expect(container.textContent).toContain('⟦'));
    unfold(container);
    expect(bare(container)).toEqual([]);
  });

  it('the settings, all sections, and what is folded in them', async () => {
    const { user, container } = showWindow(bridge());
    await goTo(user, /^⟦Settings/);
    await screen.findByRole('heading', { level: 1 });
    unfold(container);
    await screen.findAllByText(/1\.0\.0/);
    expect(bare(container)).toEqual([]);
  });

  it('an empty list, in each of its ways', async () => {
    const fake = bridge({ rows: [] });
    const { user, container } = showWindow(fake);
    await screen.findByText(/^⟦Messages and chat changes/);
    expect(bare(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: /^⟦Unread/ }));
    await screen.findByRole('button', { name: /^⟦Show all/ });
    expect(bare(container)).toEqual([]);
    await user.type(screen.getByRole('searchbox'), '17');
    await screen.findByText(/^⟦Nothing was found/);
    expect(bare(container)).toEqual([]);
  });

  it('the filter, its chips and what is saved', async () => {
    const { user } = showWindow(bridge());
    await screen.findAllByRole('option');
    await user.click(screen.getByRole('button', { name: /^⟦Filter/ }));
    await user.click(await screen.findByRole('checkbox', { name: /^⟦Tags/ }));
    await user.click(screen.getByRole('radio', { name: /^⟦From/ }));
    await user.click(screen.getByRole('button', { name: /^⟦Save this/ }));
    expect(bare(document.body)).toEqual([]);
    await user.click(screen.getByRole('button', { name: /^⟦Close/ }));
    await screen.findByRole('group', { name: /^⟦Active/ });
    expect(bare(document.body)).toEqual([]);
  });

  it('an event with its conversation, its menu and its folds', async () => {
    const { user, container } = showWindow(bridge({ rows: makeConversation(noonMs) }));
    await user.click((await screen.findAllByRole('option'))[0] ?? document.body);
    await screen.findByRole('article');
    await waitFor(() => expect(container.querySelector('blockquote')).not.toBeNull());
    unfold(container);
    expect(bare(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: /^⟦Quiet for/ }));
    await screen.findByRole('menu');
    expect(bare(document.body)).toEqual([]);
  });

  it('several events, the keys, and the menu', async () => {
    const { user } = showWindow(bridge());
    await user.click((await screen.findAllByRole('option'))[0] ?? document.body);
    await user.keyboard('xjx');
    await screen.findByRole('toolbar');
    expect(bare(document.body)).toEqual([]);
    await user.keyboard('?');
    await screen.findByRole('dialog');
    expect(bare(document.body)).toEqual([]);
  });

  it('who waits, and the hours of the day', async () => {
    const fake = bridge({ state: { waiting: [waitingChat], waitingTotal: 4 } });
    const { user, container } = showWindow(fake);
    await goTo(user, /^⟦Waiting/);
    await screen.findByRole('option');
    expect(bare(container)).toEqual([]);
  });

  it.each(['signedOut', 'trouble', 'quiet'] as const)('lines and strips: %s', async (what) => {
    const cause = { code: 'nameNotFound' as const, host: '1.2.3.4' };
    const states = {
      signedOut: {
        accounts: [makeAccount({ status: 'signedOut', signedOutCause: { code: 'tokenRefused' } })],
      },
      trouble: {
        accounts: [
          makeAccount({
            channels: [makeChannel({ status: 'failing', cause })],
            link: { status: 'retrying', cause, retryAtMs: null },
          }),
        ],
        notices: [{ code: 'settingsDamaged', detail: null }],
        notifications: { available: false, service: null },
      },
      quiet: { onShift: false, shiftBeginsAtMs: null },
    } satisfies Record<typeof what, Partial<AppState>>;
    const { user, container } = showWindow(bridge({ state: states[what] }));
    await goTo(user, /^⟦Lines/);
    await screen.findByRole('heading', { level: 1 });
    unfold(container);
    expect(bare(container)).toEqual([]);
  });

  it('the first day', async () => {
    const fake = createFakeBridge({ state: { accounts: [] } });
    const { container } = showWindow(fake);
    await screen.findByRole('textbox', { name: /^⟦E-mail/ });
    expect(bare(container)).toEqual([]);
    act(() => fake.setState({ accounts: [makeAccount()] }));
    await screen.findByRole('button', { name: /^⟦Listen to these/ });
    expect(bare(container)).toEqual([]);
  });

  it('the invented rows of the first day', async () => {
    const { user, container } = showWindow(createFakeBridge({ state: { accounts: [] } }));
    await user.click(await screen.findByRole('button', { name: /^⟦Look around/ }));
    await screen.findAllByRole('option');
    expect(bare(container)).toEqual([]);
  });
});

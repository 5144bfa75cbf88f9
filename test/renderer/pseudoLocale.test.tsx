import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type * as translations from '../../electron/shared/messages/translate.ts';
import { createFakeBridge } from './fakeBridge.ts';
import { goTo, showWindow } from './render.tsx';
import { makeAccount, makeMorning, noonMs } from './sampleData.ts';

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
const asTold = /\p{L}+day \d+ \p{L}+|ChatApp Notifier|1\.0\.0/gu;

/** Names of the sample data, where they name a part of the page. */
const ofOthers = ['Sales', 'anna@example.com'];

/** Letters that stand on the page without having come through the messages. */
function bare(root: Element): string[] {
  const copy = root.cloneNode(true);
  if (!(copy instanceof Element)) return [];
  // Words of others, times by the system's own words, and pictures.
  for (const other of copy.querySelectorAll('bdi, time, svg, style, [hidden], [aria-hidden], textarea, pre'))
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

describe('every word of the window comes through the messages', () => {
  it.each(['Events', 'Waiting', 'Lines', 'Settings'])('%s', async (page) => {
    const fake = createFakeBridge({ rows: makeMorning(15, noonMs), state: { keyStore: 'memory' } });
    const { user, container } = showWindow(fake);
    await goTo(user, new RegExp(`^⟦${page}`));
    await waitFor(() => expect(container.textContent).toContain('⟦'));
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
});

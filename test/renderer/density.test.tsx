import { act, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { defaultSettings } from '../../electron/shared/settings.ts';
import { createFakeBridge } from './fakeBridge.ts';
import { showWindow } from './render.tsx';
import { makeRow } from './sampleData.ts';

/** How high the list makes its first row. */
const rowHeight = () => screen.getAllByRole('option')[0]?.parentElement?.style.height;

it('rows stand closer where the settings say so, at once', async () => {
  const fake = createFakeBridge({ rows: [makeRow(1), makeRow(2)] });
  showWindow(fake);
  await screen.findAllByRole('option');
  expect(rowHeight()).toBe('56px');
  expect(document.documentElement.dataset['density']).toBe('comfortable');
  act(() => fake.setState({ settings: { ...defaultSettings, density: 'compact' } }));
  await waitFor(() => expect(rowHeight()).toBe('44px'));
  expect(document.documentElement.dataset['density']).toBe('compact');
});

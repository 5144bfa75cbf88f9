import { describe, expect, it } from 'vitest';
import { mayHaveProxy } from '../../electron/core/system/proxySources.ts';

describe('who must be asked for the proxy', () => {
  it.each([
    ['XFCE', false],
    ['LXQt', false],
    ['sway', false],
    ['GNOME', true],
    ['ubuntu:GNOME', true],
    ['XFCE:GNOME', true],
    ['KDE', true],
    ['X-Cinnamon', true],
    ['Something new', true],
    ['', true],
  ])('on the Linux desktop "%s": Chromium %s', (desktop, expected) => {
    expect(mayHaveProxy('linux', { XDG_CURRENT_DESKTOP: desktop })).toBe(expected);
  });

  it('on a Linux desktop that does not say its name, Chromium', () => {
    expect(mayHaveProxy('linux', {})).toBe(true);
  });

  it.each(['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'no_proxy', 'auto_proxy', 'KDE_FULL_SESSION'])(
    'with %s in the environment, Chromium',
    (name) => {
      expect(mayHaveProxy('linux', { XDG_CURRENT_DESKTOP: 'XFCE', [name]: 'something' })).toBe(true);
      expect(mayHaveProxy('linux', { XDG_CURRENT_DESKTOP: 'XFCE', [name]: '' })).toBe(false);
    },
  );

  it.each(['win32', 'darwin'])('on %s, Chromium', (platform) => {
    expect(mayHaveProxy(platform, { XDG_CURRENT_DESKTOP: 'XFCE' })).toBe(true);
  });
});

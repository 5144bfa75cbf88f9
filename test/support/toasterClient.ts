import { onTestFinished } from 'vitest';
import type { Toast, Toaster, ToastResult, ToastSignal } from '../../electron/core/ports.ts';
import { createSessionBus, type SessionBus } from '../../electron/platform/freedesktop/sessionBus.ts';
import { createFreedesktopToaster } from '../../electron/platform/freedesktop/toaster.ts';
import { systemClock } from '../../electron/platform/systemClock.ts';
import type { Desktop } from './desktop/virtualDesktop.ts';
import { recordingLogger } from './fakes.ts';

/** A Linux toaster on a bus of a test, ended with it. */

export interface Client {
  toaster: Toaster;
  signals: ToastSignal[];
  /** Ends it as the end of the app would: its connection goes, its notifications stay. */
  end(): void;
}

export const limitMs = 5_000;

export function client(desktop: Desktop, answerMs = limitMs): Client {
  const bus: SessionBus = createSessionBus(desktop.busAddress);
  const signals: ToastSignal[] = [];
  const toaster = createFreedesktopToaster(
    bus,
    { appName: 'Test', iconFile: '', desktopEntry: 'test', clock: systemClock, answerMs },
    (signal) => void signals.push(signal),
    recordingLogger(),
  );
  const end = (): void => {
    toaster.stop();
    bus.stop();
  };
  onTestFinished(end);
  return { toaster, signals, end };
}

export function toast(id: string, more: Partial<Toast> = {}): Toast {
  return {
    id,
    title: id,
    body: 'Hello',
    footer: '',
    openLabel: 'Open',
    buttons: [
      { action: 'reply', label: 'Reply' },
      { action: 'snooze', label: 'Snooze' },
      { action: 'mute', label: 'Mute' },
    ],
    reply: { label: 'Reply', placeholder: 'Answer' },
    urgency: 'normal',
    again: false,
    link: null,
    ...more,
  };
}

export const shown: ToastResult = { result: 'delivered', doNotDisturb: false };

import type { Page } from '@playwright/test';
import type { AppState } from '../../../electron/shared/appState.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../electron/shared/contract.ts';
import type { EventRow } from '../../../electron/shared/event.ts';
import { createTranslate, type Translate } from '../../../electron/shared/messages/translate.ts';
import type { SettingChange } from '../../../electron/shared/settings.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { createWorkingMorning, type WorkingMorning } from '../../simulator/story/workingMorning.ts';
import type { MessageItem } from '../../simulator/world/shapes.ts';
import type { BusMonitor, SeenNotification } from '../../support/desktop/busMonitor.ts';
import type { LaunchedApp } from '../../support/desktop/launchApp.ts';
import type { TrayItem } from '../../support/desktop/trayItem.ts';
import type { Desktop } from '../../support/desktop/virtualDesktop.ts';
import { waitFor } from '../../support/desktop/waiting.ts';
import { invoke, readEvents, readState } from '../appView.ts';
import type { DemoOptions } from '../demoOptions.ts';

/** Where a story is played: the world outside the app, the app, and the facts that tell how far it has come. */
export interface Theatre {
  readonly world: WorkingMorning;
  readonly page: Page;
  /** Null where a person's own display is played on. */
  readonly desktop: Desktop | null;
  readonly translate: Translate;
  readonly options: DemoOptions;
  readonly signal: AbortSignal;
  readonly invoke: <Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
  ) => Promise<CommandOutput<Name>>;
  /** @throws when the app refuses it. */
  readonly change: (path: string, value: SettingChange['value']) => Promise<void>;
  /** Chooses an item of the tray's menu over D-Bus; does `otherwise` where no panel has the tray. */
  readonly chooseInTray: (label: string, otherwise: () => Promise<unknown>) => Promise<void>;
  /** The stored event of a message, once it fits. @param wanted a sentence: "Anna’s message is shown" */
  readonly row: (message: MessageItem, wanted: string, fits: (row: EventRow) => boolean) => Promise<EventRow>;
  readonly state: (wanted: string, fits: (state: AppState) => boolean) => Promise<AppState>;
  /** A notification of this story, seen on the bus and answered; undefined where there is no bus to listen in on. */
  readonly notification: (
    wanted: string,
    fits: (seen: SeenNotification) => boolean,
  ) => Promise<SeenNotification | undefined>;
  /** The app took this notification back, or the service says it is gone. */
  readonly gone: (wanted: string, notification: SeenNotification | undefined) => Promise<void>;
  /** All notifications of this story so far; null without a bus. */
  readonly notifications: () => readonly SeenNotification[] | null;
}

export interface TheatreParts {
  simulator: Simulator;
  app: LaunchedApp;
  page: Page;
  desktop: Desktop | null;
  monitor: BusMonitor | null;
  options: DemoOptions;
  signal: AbortSignal;
  /** Nothing is waited for beyond this moment. Milliseconds since 1970. */
  endMs: number;
}

/** Each fact is there within a moment; so long is enough for a busy computer. Milliseconds. */
const factLimitMs = 10_000;
/** Where a person's own desktop has no tray, nobody waits long for it. Milliseconds. */
const trayLimitMs = 3_000;

export async function openTheatre(parts: TheatreParts): Promise<Theatre> {
  const { page, monitor } = parts;
  const notificationsBefore = monitor?.notifications().length ?? 0;
  const signalsBefore = monitor?.signals().length ?? 0;
  const tray = await findTray(parts);

  function fact<Value>(
    wanted: string,
    look: () => Promise<Value | undefined> | Value | undefined,
  ): Promise<Value> {
    const leftMs = Math.max(0, parts.endMs - Date.now());
    return waitFor(look, () => `“${wanted}” did not come true`, Math.min(factLimitMs, leftMs));
  }

  const theatre: Theatre = {
    world: createWorkingMorning(parts.simulator),
    page,
    desktop: parts.desktop,
    translate: createTranslate(parts.options.language),
    options: parts.options,
    signal: parts.signal,
    invoke: (name, input) => invoke(page, name, input),
    async change(path, value) {
      const { result } = await invoke(page, 'settings.change', { path, value });
      if (result !== 'ok') throw new Error(`the setting ${path} was not taken: ${result}`);
    },
    async chooseInTray(label, otherwise) {
      if (tray === null) {
        await otherwise();
        return;
      }
      await fact(`the tray offers “${label}”`, () => tray.find(label));
      await tray.click(label);
    },
    row: (message, wanted, fits) =>
      fact(wanted, async () => {
        const row = (await readEvents(page)).find(({ key }) => key.endsWith(keyEnd(message)));
        return row !== undefined && fits(row) ? row : undefined;
      }),
    state: (wanted, fits) =>
      fact(wanted, async () => {
        const state = await readState(page);
        return fits(state) ? state : undefined;
      }),
    notification: async (wanted, fits) =>
      monitor === null
        ? undefined
        : fact(wanted, () => theatre.notifications()?.find((seen) => seen.id !== undefined && fits(seen))),
    async gone(wanted, notification) {
      if (monitor === null || notification?.id === undefined) return;
      await fact(wanted, () =>
        monitor
          .signals()
          .slice(signalsBefore)
          .find((signal) => signal.kind !== 'action' && signal.id === notification.id),
      );
    },
    notifications: () => monitor?.notifications().slice(notificationsBefore) ?? null,
  };
  return theatre;
}

/** On the private desktop the tray must be there; on a person's own it may be missing. */
async function findTray({ app, desktop, monitor }: TheatreParts): Promise<TrayItem | null> {
  if (monitor === null) return null;
  if (desktop !== null) return app.tray();
  const none = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), trayLimitMs).unref();
  });
  return Promise.race([app.tray().catch(() => null), none]);
}

function keyEnd({ id, chat }: MessageItem): string {
  return `:${chat.licenseId}:${chat.messengerType}:message:${id}`;
}

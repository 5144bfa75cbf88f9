import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron/main';
import type { Logger, Stop } from '../../core/ports.ts';
import { invokeChannel, pageOrigin, topicChannel } from '../../shared/channels.ts';
import {
  commands,
  type Answer,
  type CommandInput,
  type CommandName,
  type CommandOutput,
  type TopicName,
  type TopicValue,
} from '../../shared/contract.ts';
import { isModest } from './modest.ts';

/** A handler for every command: leaving one out does not compile. */
export type Handlers = {
  [Name in CommandName]: (input: CommandInput<Name>) => CommandOutput<Name> | Promise<CommandOutput<Name>>;
};

/** Answers the window's commands: is the sender ours, does the input fit, then the handler. */
export function serve(handlers: Handlers, trusted: () => WebContents | null, logger: Logger): Stop {
  ipcMain.handle(invokeChannel, (event, name: unknown, input: unknown) => answer(event, name, input));

  async function answer(
    event: IpcMainInvokeEvent,
    name: unknown,
    input: unknown,
  ): Promise<Answer<CommandName>> {
    if (!isTrusted(event, trusted())) {
      logger.warn('command from an untrusted sender');
      return { ok: false, error: 'untrusted' };
    }
    if (!isCommandName(name) || !isModest(input)) return { ok: false, error: 'invalid' };
    return run(name, input);
  }

  async function run<Name extends CommandName>(name: Name, input: unknown): Promise<Answer<Name>> {
    const parsed = commands[name].input.safeParse(input);
    if (!parsed.success) return { ok: false, error: 'invalid' };
    try {
      // The schema was picked by the same name as the handler, which TypeScript cannot follow.
      const value = await handlers[name](parsed.data as CommandInput<Name>);
      return { ok: true, value };
    } catch (error) {
      logger.error('command failed', { name, error });
      return { ok: false, error: 'failed' };
    }
  }

  return () => ipcMain.removeHandler(invokeChannel);
}

function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(commands, name);
}

function isTrusted(event: IpcMainInvokeEvent, contents: WebContents | null): boolean {
  if (contents === null || event.sender !== contents) return false;
  const frame = event.senderFrame;
  return frame !== null && frame === contents.mainFrame && frame.url.startsWith(`${pageOrigin}/`);
}

export function publish<Name extends TopicName>(
  contents: WebContents,
  name: Name,
  value: TopicValue<Name>,
): void {
  if (!contents.isDestroyed()) contents.send(topicChannel, name, value);
}

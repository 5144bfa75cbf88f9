import type { AccountState, ChannelState, Line } from '../../../electron/shared/appState.ts';
import { causeAdvice, causeText, lineTitle, messengerTitle } from '../../../electron/shared/eventText.ts';
import { useAppState, useClient, useTranslate } from '../../state/clientContext.tsx';
import { useSlow } from '../../state/useNow.ts';
import { Button } from '../../ui/Button.tsx';
import { Toggle } from '../../ui/choices.tsx';
import { CauseDetail } from '../../ui/Fold.tsx';
import { RemoteText } from '../../ui/RemoteText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { HeldNote } from '../settings/controls.tsx';
import { Trouble } from '../settings/Section.tsx';
import { useApply } from '../settings/useSetting.ts';
import classes from './WelcomePage.module.css';

/** How long ChatApp may take to tell the lines before that is said. Milliseconds. */
const slowMs = 10_000;

/** Every line with its messengers, to be switched on and off. */
export function LineSwitches({ account, onTake }: { account: AccountState; onTake: () => void }) {
  const translate = useTranslate();
  const client = useClient();
  const { lines, linesCause } = account;
  if (lines === null && linesCause !== null) {
    return (
      <div className={classes.trouble} role="alert">
        <p>
          <strong>{translate('lines.failed', { cause: causeText(linesCause, translate) })}</strong>{' '}
          {causeAdvice(linesCause, translate)}
        </p>
        <CauseDetail cause={linesCause} />
        <div>
          <Button onPress={() => void client.invoke('connection.retry', null)}>
            {translate('common.tryAgainNow')}
          </Button>
        </div>
      </div>
    );
  }
  if (lines === null) return <Loading />;
  if (lines.length === 0) return <p className={classes.stepWhat}>{translate('welcome.linesEmpty')}</p>;
  return (
    <>
      <Switches lines={lines} channels={account.channels} />
      <div>
        <Button look="primary" onPress={onTake}>
          {translate('welcome.linesTake')}
        </Button>
      </div>
    </>
  );
}

function Loading() {
  const translate = useTranslate();
  const slow = useSlow(slowMs);
  return (
    <>
      <Skeleton rows={2} label={translate('welcome.linesLoading')} />
      {slow && <p className={classes.stepWhat}>{translate('welcome.linesSlow')}</p>}
    </>
  );
}

function Switches({ lines, channels }: { lines: readonly Line[]; channels: readonly ChannelState[] }) {
  const { settings } = useAppState();
  const translate = useTranslate();
  const { apply, trouble, held } = useApply('channelsOff');
  const off = settings.channelsOff;
  const set = (names: readonly string[], on: boolean): void => {
    const others = off.filter((name) => !names.includes(name));
    void apply(on ? others : [...others, ...names]);
  };
  return (
    <>
      <ul className={classes.lineList}>
        {lines.map((line) => {
          const title = lineTitle(line.id, [line], translate) ?? line.id;
          const own = channels.filter(({ kind, lineId }) => kind === 'messenger' && lineId === line.id);
          return (
            <li key={line.id}>
              <fieldset className={classes.line}>
                <legend className={classes.lineName}>
                  <RemoteText text={title} />
                </legend>
                {own.length === 0 && <p className={classes.note}>{translate('lines.noMessengers')}</p>}
                {own.length > 1 && (
                  <Toggle
                    isSelected={own.some(({ name }) => !off.includes(name))}
                    isDisabled={held !== null}
                    onChange={(on) =>
                      set(
                        own.map(({ name }) => name),
                        on,
                      )
                    }
                  >
                    {translate('welcome.wholeLine', { name: title })}
                  </Toggle>
                )}
                {own.map((channel) => (
                  <Toggle
                    key={channel.name}
                    isSelected={!off.includes(channel.name)}
                    isDisabled={held !== null}
                    onChange={(on) => set([channel.name], on)}
                  >
                    <RemoteText
                      text={messengerName(line, channel, messengerTitle(channel.messengerType, translate))}
                    />
                  </Toggle>
                ))}
              </fieldset>
            </li>
          );
        })}
      </ul>
      <HeldNote held={held} />
      <Trouble words={trouble} />
    </>
  );
}

/** "WhatsApp · +7 900 …": two accounts of one messenger are told apart. */
function messengerName(line: Line, channel: ChannelState, title: string | null): string {
  const known = line.messengers.find(({ type }) => type === channel.messengerType);
  return [title ?? channel.name, known?.name ?? null].filter((part) => part !== null).join(' · ');
}

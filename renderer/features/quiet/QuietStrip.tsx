import { MoonStar } from 'lucide-react';
import type { AppState } from '../../../electron/shared/appState.ts';
import type { Language, Translate } from '../../../electron/shared/messages/translate.ts';
import type { NotifierClient } from '../../state/client.ts';
import { useAppState, useClient, useLanguage, useTranslate } from '../../state/clientContext.tsx';
import { useNow } from '../../state/useNow.ts';
import { Button } from '../../ui/Button.tsx';
import { useFocusHandover } from '../../ui/focusHandover.ts';
import { untilTime } from '../../ui/formatTime.ts';
import { RemoteText } from '../../ui/RemoteText.tsx';
import { snoozeName, snoozeText } from './quietText.ts';
import classes from './QuietStrip.module.css';

const twoHoursMs = 2 * 3_600_000;

interface Quietness {
  id: string;
  what: string;
  more: string | null;
  button: string;
  buttonLabel: string | null;
  end: (client: NotifierClient) => void;
}

/** What is quiet just now, in words and with the one button that ends it. No alarm: somebody wished it. */
export function QuietStrip({ onSettings }: { onSettings: () => void }) {
  const state = useAppState();
  const client = useClient();
  const translate = useTranslate();
  const language = useLanguage();
  const now = useNow(30_000);
  const all = quietnesses(state, now, language, translate);
  const [first] = all;
  /** As long as something else is quiet, its button stays where the one before it was. */
  const gone = useFocusHandover(() => []);
  return (
    <section aria-label={translate('quiet.strip')} aria-live="polite">
      {first !== undefined && (
        <div ref={gone} className={classes.strip} data-quiet={first.id}>
          <MoonStar size={15} aria-hidden="true" />
          <p className={classes.words}>
            <RemoteText text={first.what} className={classes.what} />{' '}
            {first.more !== null && <span className={classes.more}>{first.more}</span>}
          </p>
          <span className={classes.buttons}>
            {all.length > 1 && (
              <Button look="plain" small onPress={onSettings}>
                {translate('quiet.more', { count: all.length - 1 })}
              </Button>
            )}
            <Button
              small
              {...(first.buttonLabel === null ? {} : { 'aria-label': first.buttonLabel })}
              onPress={() => first.end(client)}
            >
              {first.button}
            </Button>
          </span>
        </div>
      )}
    </section>
  );
}

/** The most far-reaching first. A chat that is muted for good is at rest: its own page and the settings say so. */
function quietnesses(state: AppState, nowMs: number, language: Language, translate: Translate): Quietness[] {
  const { quiet } = state;
  const found: Quietness[] = [];
  const time = (timeMs: number): string => untilTime(timeMs, nowMs, language);
  const running = quiet.snoozes.filter(({ untilMs }) => untilMs === null || untilMs > nowMs);
  for (const pause of running.filter(({ scope }) => scope === 'all')) {
    found.push({
      id: pause.id,
      what: snoozeText(pause, nowMs, language, translate),
      more: translate(pause.mode === 'muted' ? 'quiet.pausedMutedWhat' : 'quiet.pausedWhat'),
      button: translate('quiet.resume'),
      buttonLabel: null,
      end: (client) => void client.invoke('attention.wakeUp', { id: pause.id }),
    });
  }
  const onShiftUntil = quiet.onShiftUntilMs;
  if (!state.onShift) {
    found.push({
      id: 'offShift',
      what:
        state.shiftBeginsAtMs === null
          ? translate('quiet.offShift')
          : translate('quiet.offShiftUntil', { time: time(state.shiftBeginsAtMs) }),
      more: translate('quiet.offShiftWhat'),
      button: translate('quiet.onShiftTwoHours'),
      buttonLabel: null,
      end: (client) => void client.invoke('attention.onShiftUntil', { untilMs: Date.now() + twoHoursMs }),
    });
  } else if (onShiftUntil !== null && onShiftUntil > nowMs) {
    found.push({
      id: 'onShift',
      what: translate('quiet.onShiftUntil', { time: time(onShiftUntil) }),
      more: null,
      button: translate('quiet.onShiftEnd'),
      buttonLabel: null,
      end: (client) => void client.invoke('attention.onShiftUntil', { untilMs: null }),
    });
  }
  const lines = running.filter(({ scope }) => scope === 'line');
  const chats = running.filter(({ scope, mode }) => scope === 'chat' && mode === 'snoozed');
  for (const snooze of [...lines, ...chats]) {
    found.push({
      id: snooze.id,
      what: snoozeText(snooze, nowMs, language, translate),
      more: null,
      button: translate('quiet.end'),
      buttonLabel: translate('quiet.endNamed', { name: snoozeName(snooze, translate) }),
      end: (client) => void client.invoke('attention.wakeUp', { id: snooze.id }),
    });
  }
  return found;
}

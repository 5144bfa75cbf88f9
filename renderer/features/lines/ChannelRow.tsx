import { Switch } from 'react-aria-components';
import type { ChannelState } from '../../../electron/shared/appState.ts';
import { causeAdvice, causeText } from '../../../electron/shared/eventText.ts';
import { useAppState, useLanguage, useTranslate } from '../../state/clientContext.tsx';
import { CauseDetail } from '../../ui/Fold.tsx';
import { sinceTime } from '../../ui/formatTime.ts';
import { joinClasses } from '../../ui/joinClasses.ts';
import { channelShape, ListeningGlyph } from '../../ui/ListeningGlyph.tsx';
import { MessengerGlyph } from '../../ui/MessengerGlyph.tsx';
import { RemoteText } from '../../ui/RemoteText.tsx';
import { HeldNote } from '../settings/controls.tsx';
import { Trouble } from '../settings/Section.tsx';
import { useApply } from '../settings/useSetting.ts';
import controls from '../../ui/controls.module.css';
import { ChannelTest } from './ChannelTest.tsx';
import classes from './LinesPage.module.css';

export interface ChannelRowProps {
  /** Null while nothing is known of the messenger's channel. */
  channel: ChannelState | null;
  title: string;
  subtitle: string | null;
  messengerType: string | null;
  now: number;
  /** Where trouble is no alarm. */
  calm?: boolean;
  /** Whose channel it is; where given, it can be tested. */
  accountId?: string;
}

/** One channel: its state by shape and words, why, and when it last proved itself. */
export function ChannelRow({
  channel,
  title,
  subtitle,
  messengerType,
  now,
  calm = false,
  accountId,
}: ChannelRowProps) {
  const translate = useTranslate();
  const language = useLanguage();
  const status = channel?.status ?? 'waiting';
  const cause = status === 'listening' ? null : (channel?.cause ?? null);
  const when = (timeMs: number | null | undefined): string =>
    timeMs === null || timeMs === undefined
      ? translate('common.never')
      : sinceTime(timeMs, now, language, translate('common.justNow'));
  const { apply, trouble, held } = useApply('channelsOff');
  const { settings } = useAppState();
  const bad = (status === 'failing' || status === 'noAccess') && !calm;
  return (
    <div className={classes.channel}>
      {!calm && <MessengerGlyph type={messengerType} />}
      <div className={classes.what}>
        <RemoteText text={title} className={classes.name} />
        {subtitle !== null && subtitle !== '' && <RemoteText text={subtitle} className={classes.subtitle} />}
        {cause !== null && !calm && (
          <div className={classes.cause}>
            {cause.code !== 'noAccess' && (
              <p className={classes.causeText}>{sentence(causeText(cause, translate))}</p>
            )}
            <p>{causeAdvice(cause, translate)}</p>
            <CauseDetail cause={cause} />
          </div>
        )}
        {accountId !== undefined && channel !== null && status !== 'off' && (
          <ChannelTest accountId={accountId} channel={channel.name} title={title} />
        )}
        {channel !== null && <HeldNote held={held} />}
        <Trouble words={trouble} />
      </div>
      <div className={classes.proof}>
        <span className={joinClasses(classes.status, bad && classes.bad, calm && classes.calm)}>
          <ListeningGlyph shape={channelShape(status)} size={14} />
          {translate(`channel.${status}`)}
        </span>
        {channel !== null && channel.status !== 'off' && !calm && (
          <>
            <span>{translate('lines.lastEvent', { when: when(channel.lastEventMs) })}</span>
            {status === 'listening' && (
              <span>{translate('lines.lastProof', { when: when(channel.lastProofMs) })}</span>
            )}
          </>
        )}
      </div>
      {channel !== null && (
        <Switch
          className={controls.toggle ?? ''}
          aria-label={translate('lines.listenTo', { name: title })}
          isSelected={status !== 'off'}
          isDisabled={held !== null}
          onChange={(on) => {
            const others = settings.channelsOff.filter((name) => name !== channel.name);
            void apply(on ? others : [...others, channel.name]);
          }}
        >
          <span className={controls.track} />
        </Switch>
      )}
    </div>
  );
}

/** Causes are half sentences; standing alone they begin with a capital letter. */
function sentence(half: string): string {
  return `${half.charAt(0).toLocaleUpperCase()}${half.slice(1)}.`;
}

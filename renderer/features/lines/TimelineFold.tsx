import { useEffect, useState } from 'react';
import type { TimelineEntry } from '../../../electron/shared/appState.ts';
import { causeText } from '../../../electron/shared/eventText.ts';
import type { Translate } from '../../../electron/shared/messages/translate.ts';
import { useAppState, useClient, useLanguage, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Fold } from '../../ui/Fold.tsx';
import { fullTime } from '../../ui/formatTime.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import classes from './LinesPage.module.css';

/** What happened to the connections, newest first; what is copied holds no names, numbers or tokens. */
export function TimelineFold() {
  const translate = useTranslate();
  return (
    <Fold title={translate('timeline.title')}>
      <Timeline />
    </Fold>
  );
}

function Timeline() {
  const client = useClient();
  const translate = useTranslate();
  const language = useLanguage();
  const { timelineRevision } = useAppState();
  const [entries, setEntries] = useState<readonly TimelineEntry[] | 'failed' | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    void client.invoke('timeline.get', null).then((answer) => {
      if (wanted) setEntries(answer.ok ? answer.value.entries.toReversed() : 'failed');
    });
    return () => {
      wanted = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the revision is what to follow
  }, [client, timelineRevision, attempt]);
  if (entries === null) return <Skeleton rows={2} label={translate('state.timelineLoading')} />;
  if (entries === 'failed') {
    return (
      <p className={classes.moreWhat} role="alert">
        {translate('state.timelineFailed')}{' '}
        <Button small onPress={() => setAttempt(attempt + 1)}>
          {translate('common.tryAgain')}
        </Button>
      </p>
    );
  }
  if (entries.length === 0) return <p className={classes.moreWhat}>{translate('timeline.empty')}</p>;
  return (
    <>
      <ol className={classes.timeline}>
        {entries.map((entry) => (
          <li key={`${entry.accountId} ${entry.what} ${entry.atMs}`}>
            <time dateTime={new Date(entry.lastAtMs).toISOString()}>
              {fullTime(entry.lastAtMs, language)}
            </time>
            <span>{entryText(entry, translate)}</span>
          </li>
        ))}
      </ol>
      <CopyButton small label={translate('timeline.copy')} text={entries.map(copyLine).join('\n')} />
    </>
  );
}

function entryText(entry: TimelineEntry, translate: Translate): string {
  const what = translate(`timeline.${entry.what}`, { count: entry.count ?? 0 });
  const why =
    entry.cause === null || entry.what === 'frameDropped' ? '' : `: ${causeText(entry.cause, translate)}`;
  return what + why + (entry.times > 1 ? ` (${translate('timeline.times', { count: entry.times })})` : '');
}

/** For whoever helps: codes and times only. Hosts, accounts and channels say who somebody is, and stay here. */
function copyLine({ lastAtMs, what, cause, count, times }: TimelineEntry): string {
  const parts = [
    new Date(lastAtMs).toISOString(),
    what,
    cause?.code,
    cause?.status,
    count,
    times > 1 ? `x${times}` : null,
  ];
  return parts.filter((part) => part !== null && part !== undefined).join(' ');
}

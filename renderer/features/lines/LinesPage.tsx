import { RotateCw } from 'lucide-react';
import type { AccountState, ChannelState, Line } from '../../../electron/shared/appState.ts';
import { causeAdvice, causeText, lineTitle, messengerTitle } from '../../../electron/shared/eventText.ts';
import { listeningText, summariseListening } from '../../../electron/shared/listening.ts';
import { useAppState, useClient, useTranslate } from '../../state/clientContext.tsx';
import { useNow } from '../../state/useNow.ts';
import { Button } from '../../ui/Button.tsx';
import { CauseDetail, Fold } from '../../ui/Fold.tsx';
import { ListeningGlyph, listeningShape } from '../../ui/ListeningGlyph.tsx';
import { Message } from '../../ui/Message.tsx';
import { plainName, RemoteText } from '../../ui/RemoteText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ChannelRow } from './ChannelRow.tsx';
import { TimelineFold } from './TimelineFold.tsx';
import classes from './LinesPage.module.css';

/** Every line of every account, and whether it is being listened to. */
export function LinesPage({ onSignIn }: { onSignIn: () => void }) {
  const state = useAppState();
  const client = useClient();
  const translate = useTranslate();
  const listening = summariseListening(state);
  return (
    <div className={classes.page}>
      <div className={classes.column}>
        <header className={classes.head}>
          <div>
            <h1>{translate('lines.title')}</h1>
            <p className={classes.summary}>
              <ListeningGlyph shape={listeningShape(listening.status)} />
              {listeningText(listening, translate)}
            </p>
          </div>
          {listening.status !== 'signedOut' && (
            <Button onPress={() => void client.invoke('connection.retry', null)}>
              <RotateCw size={14} aria-hidden="true" />
              {translate('common.tryAgainNow')}
            </Button>
          )}
        </header>
        {state.accounts.length === 0 && (
          <Message
            title={translate('lines.signedOut')}
            action={
              <Button look="primary" onPress={onSignIn}>
                {translate('strip.signIn')}
              </Button>
            }
          />
        )}
        {state.accounts.map((account) => (
          <Account key={account.id} account={account} named={state.accounts.length > 1} onSignIn={onSignIn} />
        ))}
        {state.accounts.length > 0 && <TimelineFold />}
      </div>
    </div>
  );
}

function Account({
  account,
  named,
  onSignIn,
}: {
  account: AccountState;
  named: boolean;
  onSignIn: () => void;
}) {
  const translate = useTranslate();
  const now = useNow();
  const { lines, linesCause } = account;
  const fixed = account.channels.filter((channel) => channel.kind === 'other');
  const placed = new Set<ChannelState>(fixed);
  const rows = (lines ?? []).map((line) => {
    const channels = account.channels.filter(
      ({ kind, lineId }) => kind === 'messenger' && lineId === line.id,
    );
    for (const channel of channels) placed.add(channel);
    return { line, channels };
  });
  /** Channels named in the settings may belong to lines nobody told us about. */
  const strays = account.channels.filter((channel) => channel.kind === 'messenger' && !placed.has(channel));
  const more = account.channels.filter(
    ({ kind }) => kind === 'company' || kind === 'user' || kind === 'employee',
  );
  const noLines = lines?.length === 0 && fixed.length + strays.length === 0;
  return (
    <section className={classes.account} aria-label={plainName(account.label)}>
      <h2 className={named ? undefined : 'visuallyHidden'}>
        <RemoteText text={plainName(account.label)} />
      </h2>
      {account.status === 'signedOut' ? (
        <Message
          title={
            account.signedOutCause === null
              ? translate('lines.signedOut')
              : translate('strip.signedOutWhy', { cause: causeText(account.signedOutCause, translate) })
          }
          action={
            <Button look="primary" onPress={onSignIn}>
              {translate('strip.signIn')}
            </Button>
          }
        />
      ) : (
        <>
          <NextTry retryAtMs={account.link.status === 'retrying' ? account.link.retryAtMs : null} />
          {linesCause !== null && (
            <div className={classes.trouble}>
              <p>
                {translate('lines.failed', { cause: causeText(linesCause, translate) })}{' '}
                {causeAdvice(linesCause, translate)}
              </p>
              <CauseDetail cause={linesCause} />
            </div>
          )}
          {lines === null && linesCause === null && fixed.length + strays.length === 0 && (
            <div className={classes.card}>
              <Skeleton rows={3} label={translate('lines.loading')} />
            </div>
          )}
          {noLines && <Message title={translate('lines.empty')} />}
          {rows.map(({ line, channels }) => (
            <LineCard key={line.id} accountId={account.id} line={line} channels={channels} now={now} />
          ))}
          {fixed.length + strays.length > 0 && (
            <section className={classes.card}>
              <h3 className={classes.lineTitle}>{translate('lines.fixed')}</h3>
              {[...strays, ...fixed].map((channel) => (
                <ChannelRow
                  key={channel.name}
                  channel={channel}
                  title={plainName(channel.name)}
                  subtitle={null}
                  messengerType={channel.messengerType}
                  now={now}
                />
              ))}
            </section>
          )}
          {more.length > 0 && (
            <div className={classes.more}>
              <Fold title={translate('lines.more', { count: more.length })}>
                <p className={classes.moreWhat}>{translate('lines.moreWhat')}</p>
                <div className={classes.card}>
                  {more.map((channel) => (
                    <ChannelRow
                      key={channel.name}
                      channel={channel}
                      title={translate(`channel.${channel.kind === 'messenger' ? 'other' : channel.kind}`)}
                      subtitle={channel.name}
                      messengerType={null}
                      now={now}
                      calm
                    />
                  ))}
                </div>
              </Fold>
            </div>
          )}
        </>
      )}
    </section>
  );
}

/** Counts down to the next attempt, so that waiting has an end. */
function NextTry({ retryAtMs }: { retryAtMs: number | null }) {
  const translate = useTranslate();
  const now = useNow(1_000);
  const seconds = retryAtMs === null ? 0 : Math.ceil((retryAtMs - now) / 1_000);
  if (seconds <= 0) return null;
  return <p className={classes.nextTry}>{translate('lines.retryIn', { seconds })}</p>;
}

function LineCard({
  accountId,
  line,
  channels,
  now,
}: {
  accountId: string;
  line: Line;
  channels: readonly ChannelState[];
  now: number;
}) {
  const translate = useTranslate();
  const title = plainName(lineTitle(line.id, [line], translate) ?? '');
  return (
    <section className={classes.card} aria-label={title}>
      <h3 className={classes.lineTitle}>
        <RemoteText text={title} />
        {line.name !== null && (
          <span className={classes.lineId}>{translate('lines.id', { id: line.id })}</span>
        )}
      </h3>
      {line.messengers.length === 0 && <p className={classes.none}>{translate('lines.noMessengers')}</p>}
      {line.messengers.map((messenger) => (
        <ChannelRow
          key={messenger.type}
          channel={channels.find((channel) => channel.messengerType === messenger.type) ?? null}
          title={plainName(messengerTitle(messenger.type, translate) ?? messenger.type)}
          subtitle={messenger.name}
          messengerType={messenger.type}
          now={now}
          accountId={accountId}
        />
      ))}
    </section>
  );
}

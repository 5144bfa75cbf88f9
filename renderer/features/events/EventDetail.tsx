import { ArrowLeft, ExternalLink } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { AccountState } from '../../../electron/shared/appState.ts';
import { chatKey, type EventRow } from '../../../electron/shared/event.ts';
import { eventText, lineTitle, messengerTitle, personTitle } from '../../../electron/shared/eventText.ts';
import { useClient, useLanguage, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Fold } from '../../ui/Fold.tsx';
import { fullTime } from '../../ui/formatTime.ts';
import { joinClasses } from '../../ui/joinClasses.ts';
import { Message } from '../../ui/Message.tsx';
import { MessengerGlyph } from '../../ui/MessengerGlyph.tsx';
import { RemoteText } from '../../ui/RemoteText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { createDetailStore } from './detailStore.ts';
import { isFailedDelivery, isQuiet } from './rowStyle.ts';
import { NoReply, ReplyBox } from './ReplyBox.tsx';
import { QuietMenu, QuietOf } from './QuietMenu.tsx';
import { WhySection } from './WhySection.tsx';
import classes from './EventDetail.module.css';

export interface EventDetailProps {
  eventKey: string;
  accounts: readonly AccountState[];
  /** Grows when the focus is wanted here. */
  focusOrder: number;
  /** Given where the detail is a page of its own. */
  onBack: (() => void) | null;
  onLoaded: (row: EventRow) => void;
  onShowRule: (ruleId: string) => void;
}

/** One event whole: what it says, where it came from, and why its reader was told or not. */
export function EventDetail(props: EventDetailProps) {
  const { eventKey, accounts, focusOrder, onBack, onLoaded } = props;
  const translate = useTranslate();
  const client = useClient();
  const store = useMemo(() => createDetailStore(client, eventKey), [client, eventKey]);
  useEffect(() => store.start(), [store]);
  const detail = useSyncExternalStore(store.listen, store.read);
  const pane = useRef<HTMLElement>(null);
  const loadedRow = detail.phase === 'ready' ? detail.row : null;
  useEffect(() => {
    if (loadedRow !== null) onLoaded(loadedRow);
  }, [loadedRow, onLoaded]);
  useEffect(() => {
    if (focusOrder > 0) pane.current?.focus();
  }, [focusOrder]);
  return (
    <article ref={pane} className={classes.detail} aria-label={translate('detail.title')} tabIndex={-1}>
      {onBack !== null && (
        <div className={classes.back}>
          <Button look="plain" small onPress={onBack}>
            <ArrowLeft size={16} aria-hidden="true" />
            {translate('common.back')}
          </Button>
        </div>
      )}
      {detail.phase === 'loading' && <Skeleton rows={2} label={translate('list.loading')} />}
      {detail.phase === 'gone' && (
        <Message title={translate('detail.gone')}>{translate('detail.goneWhat')}</Message>
      )}
      {detail.phase === 'failed' && (
        <Message
          alert
          title={translate('failure.events')}
          action={<Button onPress={store.retry}>{translate('common.tryAgain')}</Button>}
        >
          {translate('failure.eventsWhat')}
        </Message>
      )}
      {detail.phase === 'ready' && (
        <Content
          key={eventKey}
          row={detail.row}
          raw={detail.raw}
          account={accounts.find((account) => account.id === detail.row.accountId) ?? null}
          onShowRule={props.onShowRule}
        />
      )}
    </article>
  );
}

function Content(props: {
  row: EventRow;
  raw: string;
  account: AccountState | null;
  onShowRule: (ruleId: string) => void;
}) {
  const { row, raw, account } = props;
  const translate = useTranslate();
  const language = useLanguage();
  const lines = account?.lines ?? [];
  const messenger = messengerTitle(row.messengerType, translate);
  const line = lineTitle(row.lineId, lines, translate);
  const text = eventText(row, translate);
  const chat = chatKey(row);
  return (
    <div className={classes.content}>
      <header className={classes.header}>
        <MessengerGlyph type={row.messengerType} size="large" />
        <div className={classes.who}>
          <h2 className={classes.person}>
            <RemoteText text={personTitle(row) ?? translate('person.unknown')} />
          </h2>
          <p className={classes.where}>
            {messenger !== null && <RemoteText text={messenger} />}
            {messenger !== null && line !== null && ' · '}
            {line !== null && <RemoteText text={line} />}
          </p>
          <p className={classes.where}>
            <time dateTime={new Date(row.atMs).toISOString()}>{fullTime(row.atMs, language)}</time>
          </p>
        </div>
      </header>
      <div
        className={joinClasses(
          classes.words,
          isQuiet(row) && classes.system,
          isFailedDelivery(row) && classes.failed,
        )}
      >
        <Words row={row} text={text} />
      </div>
      {chat === null ? (
        <NoReply />
      ) : (
        <ReplyBox key={chat} chat={chat} eventKey={row.key} signedIn={account?.status === 'signedIn'} />
      )}
      <Actions row={row} text={text} />
      <WhySection row={row} lines={lines} onShowRule={props.onShowRule} />
      <Facts row={row} />
      <Fold title={translate('detail.raw')}>
        <pre className={classes.raw}>
          <bdi>{prettyJson(raw)}</bdi>
        </pre>
        <div className={classes.rawActions}>
          <CopyButton text={prettyJson(raw)} label={translate('detail.copyRaw')} small />
        </div>
      </Fold>
    </div>
  );
}

function Words({ row, text }: { row: EventRow; text: string }): ReactNode {
  const translate = useTranslate();
  return (
    <>
      {row.direction === 'outgoing' && !isQuiet(row) && !isFailedDelivery(row) && (
        <p className={classes.side}>{translate('detail.outgoing')}</p>
      )}
      <p className={classes.text} dir="auto">
        {text.toWellFormed()}
      </p>
      {row.content.type === 'attachment' && row.content.caption !== null && row.content.fileName !== null && (
        <p className={classes.side}>
          <RemoteText text={row.content.fileName} />
        </p>
      )}
    </>
  );
}

function Actions({ row, text }: { row: EventRow; text: string }) {
  const client = useClient();
  const translate = useTranslate();
  const [trouble, setTrouble] = useState<string | null>(null);
  const open = async (): Promise<void> => {
    setTrouble(null);
    const answer = await client.invoke('events.openInWebInbox', { key: row.key });
    if (!answer.ok) setTrouble(translate('failure.command'));
    else if (answer.value.result === 'noChat') setTrouble(translate('detail.openNoChat'));
    else if (answer.value.result === 'failed') setTrouble(translate('detail.openFailed'));
  };
  return (
    <div>
      <div className={classes.actions}>
        <Button onPress={() => void open()}>
          <ExternalLink size={14} aria-hidden="true" />
          {translate('detail.open')}
        </Button>
        <QuietMenu row={row} onTrouble={setTrouble} />
        <CopyButton text={text} label={translate('detail.copyText')} />
      </div>
      <QuietOf row={row} />
      <output className={classes.trouble}>{trouble}</output>
    </div>
  );
}

function Facts({ row }: { row: EventRow }) {
  const translate = useTranslate();
  const language = useLanguage();
  const facts: [string, string | null][] = [
    [translate('detail.phone'), row.sender?.phone ?? row.chat?.phone ?? null],
    [translate('detail.username'), row.chat?.username ?? null],
    [translate('detail.chatName'), row.chat?.name === personTitle(row) ? null : (row.chat?.name ?? null)],
    [translate('detail.chat'), row.chat?.id ?? null],
    [translate('detail.responsible'), row.chat?.responsibleId ?? null],
    [translate('detail.received'), fullTime(row.receivedAtMs, language)],
    [translate('detail.kind'), row.kind],
  ];
  return (
    <section className={classes.section}>
      <h3>{translate('detail.facts')}</h3>
      <dl className={classes.facts}>
        {facts.map(([name, value]) =>
          value === null || value === '' ? null : (
            <div key={name} className={classes.fact}>
              <dt>{name}</dt>
              <dd>
                <RemoteText text={value} />
              </dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}

function prettyJson(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    // It was cut where it was too long to keep whole; shown as it is.
    return raw;
  }
}

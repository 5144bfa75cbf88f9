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
import { MarkedText, MarkedWords } from '../../ui/MarkedText.tsx';
import { Message } from '../../ui/Message.tsx';
import { MessengerGlyph } from '../../ui/MessengerGlyph.tsx';
import { plainName, RemoteText } from '../../ui/RemoteText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ConversationView } from './conversation/ConversationView.tsx';
import { QuoteBlock } from './conversation/Quote.tsx';
import { createDetailStore } from './detailStore.ts';
import { EventFacts } from './EventFacts.tsx';
import { isFailedDelivery, isQuiet } from './rowStyle.ts';
import { NeedsNoAnswer } from './NeedsNoAnswer.tsx';
import { NoReply, ReplyBox } from './ReplyBox.tsx';
import { QuietMenu, QuietOf } from './QuietMenu.tsx';
import { WhySection } from './WhySection.tsx';
import classes from './EventDetail.module.css';

export interface EventDetailProps {
  eventKey: string;
  accounts: readonly AccountState[];
  /** Where the keyboard is wanted; told back when it is there. */
  wish: DetailWish | null;
  onWishDone: () => void;
  /** Given where the detail is a page of its own. */
  onBack: (() => void) | null;
  onLoaded: (row: EventRow) => void;
  onShowRule: (ruleId: string) => void;
}

/** What a key of the list asks of the detail. */
export type DetailWish = 'focus' | 'reply' | 'quiet';

/** One event whole: what it says, where it came from, and why its reader was told or not. */
export function EventDetail(props: EventDetailProps) {
  const { eventKey, accounts, wish, onWishDone, onBack, onLoaded } = props;
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
    if (wish !== 'focus') return;
    pane.current?.focus();
    onWishDone();
  }, [wish, onWishDone]);
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
          wish={wish}
          onWishDone={onWishDone}
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
  wish: DetailWish | null;
  onWishDone: () => void;
}) {
  const { row, raw, account, wish, onWishDone } = props;
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
            <MarkedText text={plainName(personTitle(row) ?? translate('person.unknown'))} />
          </h2>
          <p className={classes.where}>
            {messenger !== null && <RemoteText text={messenger} />}
            {messenger !== null && line !== null && ' · '}
            {line !== null && <RemoteText text={plainName(line)} />}
          </p>
          <p className={classes.where}>
            <time dateTime={new Date(row.atMs).toISOString()}>{fullTime(row.atMs, language)}</time>
          </p>
        </div>
      </header>
      {chat === null ? (
        <div
          className={joinClasses(
            classes.words,
            isQuiet(row) && classes.system,
            isFailedDelivery(row) && classes.failed,
          )}
        >
          <Words row={row} text={text} />
        </div>
      ) : (
        <ConversationView key={row.key} opened={row} />
      )}
      {chat === null ? (
        <NoReply />
      ) : (
        <ReplyBox
          key={chat}
          chat={chat}
          eventKey={row.key}
          signedIn={account?.status === 'signedIn'}
          wanted={wish === 'reply'}
          onWantedDone={onWishDone}
        />
      )}
      <Actions row={row} text={text} quietWanted={wish === 'quiet'} onWantedDone={onWishDone} />
      <WhySection row={row} lines={lines} onShowRule={props.onShowRule} />
      <EventFacts row={row} />
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
      {row.quote !== null && <QuoteBlock quote={row.quote} onShow={null} />}
      <p className={classes.text} dir="auto">
        <MarkedWords text={text} />
      </p>
      {row.content.type === 'attachment' && row.content.caption !== null && row.content.fileName !== null && (
        <p className={classes.side}>
          <MarkedText text={row.content.fileName} />
        </p>
      )}
    </>
  );
}

function Actions(props: { row: EventRow; text: string; quietWanted: boolean; onWantedDone: () => void }) {
  const { row, text } = props;
  const client = useClient();
  const translate = useTranslate();
  const [trouble, setTrouble] = useState<string | null>(null);
  const quietButton = useRef<HTMLButtonElement>(null);
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
        <QuietMenu
          row={row}
          button={quietButton}
          onTrouble={setTrouble}
          wanted={props.quietWanted}
          onWantedDone={props.onWantedDone}
        />
        <NeedsNoAnswer chat={chatKey(row)} beside={quietButton} />
        <CopyButton text={text} label={translate('detail.copyText')} />
      </div>
      <QuietOf row={row} menu={quietButton} />
      <output className={classes.trouble}>{trouble}</output>
    </div>
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

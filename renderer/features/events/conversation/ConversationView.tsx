import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { EventRow } from '../../../../electron/shared/event.ts';
import { eventText } from '../../../../electron/shared/eventText.ts';
import { useClient, useLanguage, useTranslate } from '../../../state/clientContext.tsx';
import { useNow } from '../../../state/useNow.ts';
import { Button } from '../../../ui/Button.tsx';
import { clockTime, dayKey, dayTitle } from '../../../ui/formatTime.ts';
import { joinClasses } from '../../../ui/joinClasses.ts';
import { MarkedText } from '../../../ui/MarkedText.tsx';
import { isFailedDelivery } from '../rowStyle.ts';
import { Bubble } from './Bubble.tsx';
import { conversationOf, type ConversationItem } from './conversation.ts';
import { createConversationStore, type Beyond, type End } from './conversationStore.ts';
import { Steady } from './Steady.tsx';
import classes from './Conversation.module.css';

/** The chat around one event, as it was seen; the event itself is marked and in sight. To be keyed by the event. */
export function ConversationView({ opened }: { opened: EventRow }) {
  const client = useClient();
  const translate = useTranslate();
  const language = useLanguage();
  const today = dayKey(useNow(60_000));
  const store = useMemo(() => createConversationStore(client, opened.key), [client, opened.key]);
  useEffect(() => store.start(), [store]);
  const { phase, rows, earlier, later } = useSyncExternalStore(store.listen, store.read);
  const items = useMemo(() => {
    // The event itself is known already, and it stays in sight if it was removed meanwhile.
    const known = rows.some(({ key }) => key === opened.key) ? rows : [...rows, opened];
    return conversationOf(known, opened.key);
  }, [rows, opened]);
  const list = useRef<HTMLElement>(null);
  /** `turn` tells one pointing from the next, so that the same message is shown again. */
  const [pointed, setPointed] = useState<{ messageId: string; turn: number } | null>(null);
  const settled = phase !== 'loading';
  useEffect(() => {
    if (!settled) return;
    const mark = list.current?.querySelector('[aria-current]');
    if (mark instanceof HTMLElement) putInSight(list.current, mark);
  }, [settled]);
  const showMessage = (messageId: string): void => {
    const place = list.current;
    const bubble = [...(place?.querySelectorAll('[data-message]') ?? [])].find(
      (one) => one.getAttribute('data-message') === messageId,
    );
    if (!(bubble instanceof HTMLElement)) return;
    putInSight(place, bubble);
    bubble.focus({ preventScroll: true });
    setPointed((before) => ({ messageId, turn: (before?.turn ?? 0) + 1 }));
  };
  let day = '';
  const lines: ReactNode[] = [];
  for (const item of items) {
    const { row } = item;
    const key = dayKey(row.atMs);
    if (key !== day) {
      day = key;
      lines.push(
        <li key={`day ${key} ${row.key}`} className={classes.day}>
          <span>{dayTitle(row.atMs, Number(today), language)}</span>
        </li>,
      );
    }
    lines.push(
      item.type === 'bubble' ? (
        <Bubble
          key={row.key}
          item={item}
          pointedTurn={item.messageId === pointed?.messageId ? pointed.turn : 0}
          onShowMessage={showMessage}
        />
      ) : (
        <QuietLine key={row.key} item={item} time={clockTime(row.atMs, language)} />
      ),
    );
  }
  return (
    <div>
      {/* It scrolls by keyboard too: Chromium gives the focus to what scrolls and has nothing else to focus. */}
      <section ref={list} className={classes.frame} aria-label={translate('chat.title')}>
        <Steady list={list}>
          <More end="earlier" beyond={earlier} onReadOn={store.readOn} />
          <ol className={classes.list}>{lines}</ol>
          <More end="later" beyond={later} onReadOn={store.readOn} />
        </Steady>
      </section>
      {phase === 'failed' && <p className={classes.failed}>{translate('chat.failed')}</p>}
    </div>
  );
}

/** Scrolls only this list, and not the pane around it. */
function putInSight(place: HTMLElement | null, item: HTMLElement): void {
  if (place === null) return;
  const above = item.getBoundingClientRect().top - place.getBoundingClientRect().top;
  const room = Math.max(8, (place.clientHeight - item.offsetHeight) / 2);
  place.scrollTop += above - room;
}

/** The way to what stands beyond an end; nothing where that is the end indeed. */
function More(props: { end: End; beyond: Beyond; onReadOn: (end: End) => void }) {
  const { end, beyond, onReadOn } = props;
  const translate = useTranslate();
  if (beyond === 'none') return null;
  return (
    <div className={classes.more}>
      {beyond === 'failed' && (
        <p role="alert" className={classes.failed}>
          {translate('chat.moreFailed')}
        </p>
      )}
      <Button look="plain" small isPending={beyond === 'reading'} onPress={() => onReadOn(end)}>
        {translate(beyond === 'reading' ? 'chat.reading' : `chat.${end}`)}
      </Button>
    </div>
  );
}

function QuietLine({ item, time }: { item: ConversationItem & { type: 'quiet' }; time: string }) {
  const translate = useTranslate();
  const { row, times, opened } = item;
  const text = eventText(row, translate);
  return (
    <li
      className={joinClasses(
        classes.quiet,
        isFailedDelivery(row) && classes.quietFailed,
        opened && classes.opened,
      )}
      aria-current={opened ? 'true' : undefined}
      data-item={row.key}
    >
      {opened && <span className="visuallyHidden">{translate('chat.opened')}</span>}
      <p dir="auto">
        <MarkedText text={times === 1 ? text : translate('chat.times', { text, count: times })} />
      </p>
      <time dateTime={new Date(row.atMs).toISOString()}>{time}</time>
    </li>
  );
}

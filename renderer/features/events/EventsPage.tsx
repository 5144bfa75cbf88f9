import { ArrowUp, CheckCheck, Inbox, X } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { TopicValue } from '../../../electron/shared/contract.ts';
import { everyEvent } from '../../../electron/shared/eventFilter.ts';
import type { EventRow } from '../../../electron/shared/event.ts';
import { lineTitle } from '../../../electron/shared/eventText.ts';
import { useAppState, useClient, useTranslate } from '../../state/clientContext.tsx';
import { useNarrow } from '../../state/useNarrow.ts';
import { Button } from '../../ui/Button.tsx';
import { Segments } from '../../ui/choices.tsx';
import { joinClasses } from '../../ui/joinClasses.ts';
import { Message } from '../../ui/Message.tsx';
import { RemoteText } from '../../ui/RemoteText.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { EventDetail } from './EventDetail.tsx';
import { EventList } from './EventList.tsx';
import { createFeedStore } from './feedStore.ts';
import { useListPlace } from './useListPlace.ts';
import classes from './EventsPage.module.css';

/** What somebody asked for from outside: a notification, the tray, another page. */
export type Wanted = Exclude<TopicValue<'navigate'>, { to: 'page' }>;

export interface EventsPageProps {
  /** `order` tells one wish from the next. */
  wanted: { what: Wanted; order: number } | null;
  onShowLines: () => void;
  onShowRule: (ruleId: string) => void;
}

type Filter = 'all' | 'unread';

export function EventsPage({ wanted, onShowLines, onShowRule }: EventsPageProps) {
  const state = useAppState();
  const client = useClient();
  const translate = useTranslate();
  const narrow = useNarrow();
  const wantedKey = wanted?.what.to === 'event' ? wanted.what.key : null;
  const wantedLine = wanted?.what.to === 'unread' ? wanted.what.lineId : null;
  const [filter, setFilter] = useState<Filter>(wanted?.what.to === 'unread' ? 'unread' : 'all');
  const [lineId, setLineId] = useState<string | null>(wantedLine);
  const [selectedKey, setSelectedKey] = useState<string | null>(wantedKey);
  const scroller = useRef<HTMLDivElement>(null);
  const place = useListPlace(scroller);
  const store = useMemo(
    () =>
      createFeedStore(client, {
        filter: { ...everyEvent, unreadOnly: filter === 'unread', lineIds: lineId === null ? [] : [lineId] },
        shouldHold: place.isHeld,
        topRow: place.topRow,
      }),
    [client, filter, lineId, place],
  );
  useEffect(() => store.start(), [store]);
  const feed = useSyncExternalStore(store.listen, store.read);
  const { markRead } = store;

  const wantedOrder = wanted?.order ?? 0;
  const [wantedBefore, setWantedBefore] = useState(wantedOrder);
  if (wantedOrder !== wantedBefore) {
    setWantedBefore(wantedOrder);
    if (wanted?.what.to === 'event') setSelectedKey(wanted.what.key);
    if (wanted?.what.to === 'unread') {
      setFilter('unread');
      setLineId(wanted.what.lineId);
      setSelectedKey(null);
    }
  }

  const fill = useCallback(() => {
    if (place.isNearEnd()) store.loadOlder();
  }, [place, store]);
  useEffect(fill, [fill, feed.rows]);

  const readWhenLoaded = useCallback(
    (row: EventRow) => {
      if (!row.read) markRead([row.key]);
    },
    [markRead],
  );

  const showNew = (): void => {
    store.release();
    scroller.current?.scrollTo({ top: 0 });
  };
  const back = (): void => {
    setSelectedKey(null);
    requestAnimationFrame(() => scroller.current?.focus());
  };

  const lines = state.accounts.flatMap((account) => account.lines ?? []);
  const lineName = lineTitle(lineId, lines, translate);
  const unreadShown = [...feed.held, ...feed.rows].filter(({ read }) => !read).map(({ key }) => key);
  const markShownRead = (): void => markRead(lineId === null ? 'all' : unreadShown.slice(0, 1_000));
  const allRead = lineId === null ? state.unread === 0 : unreadShown.length === 0;
  const detailAlone = narrow && selectedKey !== null;
  return (
    <div className={joinClasses(classes.page, narrow && classes.narrow)}>
      <section className={classes.side} hidden={detailAlone} aria-label={translate('list.title')}>
        <h1 className="visuallyHidden">{translate('list.title')}</h1>
        <div className={classes.bar}>
          <Segments
            label={translate('list.show')}
            value={filter}
            onChange={setFilter}
            choices={[
              { value: 'all', label: translate('list.all') },
              { value: 'unread', label: translate('list.unread') },
            ]}
          />
          {lineName !== null && (
            <span className={classes.lineChip}>
              <Button
                small
                aria-label={translate('list.onlyLine', { name: lineName })}
                onPress={() => setLineId(null)}
              >
                <RemoteText text={lineName} className={classes.lineChipWords} />
                <X size={14} aria-hidden="true" />
              </Button>
            </span>
          )}
          <Button look="plain" small isDisabled={allRead} onPress={markShownRead}>
            <CheckCheck size={16} aria-hidden="true" />
            <span className={lineName === null ? classes.barWords : 'visuallyHidden'}>
              {translate(lineName === null ? 'list.markAllRead' : 'list.markLineRead')}
            </span>
          </Button>
        </div>
        <div className={classes.listFrame}>
          {feed.held.length > 0 && (
            <div className={classes.newRows}>
              <Button look="primary" small onPress={showNew}>
                <ArrowUp size={14} aria-hidden="true" />
                {translate('list.new', { count: feed.held.length })}
              </Button>
            </div>
          )}
          {feed.phase === 'loading' && <Skeleton rows={8} label={translate('list.loading')} />}
          {feed.phase === 'failed' && (
            <Message
              alert
              title={translate('failure.events')}
              action={<Button onPress={store.retry}>{translate('common.tryAgain')}</Button>}
            >
              {translate('failure.eventsWhat')}
            </Message>
          )}
          {feed.phase === 'ready' && feed.rows.length === 0 && (
            <EmptyList
              filter={filter}
              ofLine={lineId !== null}
              onShowAll={() => {
                setFilter('all');
                setLineId(null);
              }}
              onShowLines={onShowLines}
            />
          )}
          {feed.phase === 'ready' && feed.rows.length > 0 && (
            <EventList
              key={`${filter} ${lineId ?? ''}`}
              rows={feed.rows}
              accounts={state.accounts}
              selectedKey={selectedKey}
              onSelect={setSelectedKey}
              selectionFollowsFocus={!narrow}
              scroller={scroller}
              onScroll={fill}
            />
          )}
        </div>
      </section>
      {(!narrow || detailAlone) && (
        <div className={classes.detail}>
          {selectedKey === null && feed.rows.length > 0 && (
            <Message
              title={translate('detail.none')}
              glyph={<Inbox size={28} strokeWidth={1.5} aria-hidden="true" />}
            />
          )}
          {selectedKey !== null && (
            <EventDetail
              eventKey={selectedKey}
              accounts={state.accounts}
              focusOrder={wantedKey === selectedKey ? wantedOrder : 0}
              onBack={narrow ? back : null}
              onLoaded={readWhenLoaded}
              onShowRule={onShowRule}
            />
          )}
        </div>
      )}
    </div>
  );
}

function EmptyList(props: {
  filter: Filter;
  ofLine: boolean;
  onShowAll: () => void;
  onShowLines: () => void;
}) {
  const state = useAppState();
  const translate = useTranslate();
  if (props.filter === 'unread' || props.ofLine) {
    const words =
      props.filter === 'all' ? 'list.emptyLine' : props.ofLine ? 'list.emptyLineUnread' : 'list.emptyUnread';
    return (
      <Message
        title={translate(words)}
        glyph={<CheckCheck size={28} strokeWidth={1.5} aria-hidden="true" />}
        action={<Button onPress={props.onShowAll}>{translate('list.showAll')}</Button>}
      />
    );
  }
  const signedIn = state.accounts.some((account) => account.status === 'signedIn');
  return (
    <Message
      title={translate(signedIn ? 'list.empty' : 'list.emptySignedOut')}
      glyph={<Inbox size={28} strokeWidth={1.5} aria-hidden="true" />}
      action={<Button onPress={props.onShowLines}>{translate('list.emptyAction')}</Button>}
    />
  );
}

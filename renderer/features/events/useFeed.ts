import {
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react';
import type { EventFilter } from '../../../electron/shared/eventFilter.ts';
import { useClient } from '../../state/clientContext.tsx';
import { useNow } from '../../state/useNow.ts';
import { dayKey } from '../../ui/formatTime.ts';
import type { ListTop } from './EventsLayout.ts';
import { emptyFeed, type Feed } from './feed.ts';
import { createFeedStore, type FeedStore } from './feedStore.ts';
import { resolveFilter, type ListFilter } from './filter/listFilter.ts';
import type { EventsSession } from './session.ts';
import { useListPlace } from './useListPlace.ts';

/** One list, as it is drawn. */
export interface ShownFeed {
  feed: Feed;
  /** The filter as a text: another one is another list. */
  filterText: string;
  /** Where the list begins; null: at its top. */
  top: ListTop | null;
}

export interface FeedView {
  store: FeedStore;
  eventFilter: EventFilter;
  feed: Feed;
  /**
   * What is drawn, some pictures behind where there is much to draw: React draws it in slices, and takes keys and clicks
   * in between.
   */
  shown: ShownFeed;
  onScroll: (top: ListTop | null) => void;
}

/** The rows that fit a filter, and the place in them, both kept while another page is open. */
export function useFeed(options: {
  session: EventsSession;
  filter: ListFilter;
  scroller: RefObject<HTMLDivElement | null>;
}): FeedView {
  const { session, filter, scroller } = options;
  const client = useClient();
  const today = Number(dayKey(useNow(60_000)));
  const eventFilter = useMemo(() => resolveFilter(filter, today), [filter, today]);
  const filterText = JSON.stringify(eventFilter);
  const place = useListPlace(scroller);
  /** What was left here, for as long as the filter it fits is in force. */
  const [left, setLeft] = useState(() => leftBehind(session, filterText));
  if (left !== null && left.of !== filterText) setLeft(null);
  const fits = left?.of === filterText ? left : null;
  const store = useMemo(
    () =>
      createFeedStore(client, {
        filter: resolveFilter(filter, today),
        shouldHold: () => place.isHeld() || session.read().top !== null,
        topRow: place.topRow,
        initial: fits?.feed ?? null,
        reach: fits?.top?.row ?? null,
      }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a filter that says the same is the same list
    [client, filterText, place, session],
  );
  useEffect(() => {
    if (fits === null) session.keep({ top: null });
    const stop = store.start();
    return () => {
      stop();
      const feed = store.read();
      session.keep({ feed: feed.phase === 'ready' ? { of: filterText, feed } : null });
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what is kept is that of the store which ends
  }, [store]);
  const feed = useSyncExternalStore(store.listen, store.read);
  const begin = fits?.top ?? null;
  const current = useMemo(() => ({ feed, filterText, top: begin }), [feed, filterText, begin]);
  const shown = useDeferredValue(current, nothingYet);
  const { rows } = shown.feed;
  const fill = useCallback(() => {
    if (place.isNearEnd()) store.loadOlder();
  }, [place, store]);
  useEffect(fill, [fill, rows]);
  const onScroll = useCallback(
    (top: ListTop | null) => {
      session.keep({ top });
      fill();
    },
    [session, fill],
  );
  return { store, eventFilter, feed, shown, onScroll };
}

const nothingYet: ShownFeed = { feed: emptyFeed, filterText: '', top: null };

function leftBehind(
  session: EventsSession,
  filterText: string,
): { of: string; feed: Feed | null; top: ListTop | null } | null {
  const { feed, top } = session.read();
  // An earlier window left its place, and no rows.
  if (feed === null) return top === null ? null : { of: filterText, feed, top };
  return feed.of === filterText ? { ...feed, top } : null;
}

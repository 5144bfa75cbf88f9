import { ArrowUp } from 'lucide-react';
import type { RefObject } from 'react';
import { useAppState, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Message } from '../../ui/Message.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { EmptyList } from './EmptyList.tsx';
import { EventList } from './EventList.tsx';
import type { ListTop } from './EventsLayout.ts';
import type { Feed } from './feed.ts';
import type { FeedStore } from './feedStore.ts';
import { isNarrowed, type ListFilter } from './filter/listFilter.ts';
import type { Selection } from './useSelection.ts';
import classes from './EventsPage.module.css';

/** The list in whatever state it is. */
export function ListPane(props: {
  feed: Feed;
  store: FeedStore;
  filter: ListFilter;
  filterText: string;
  onFilter: (filter: ListFilter) => void;
  selection: Selection;
  onOpen: (key: string) => void;
  narrow: boolean;
  top: ListTop | null;
  scroller: RefObject<HTMLDivElement | null>;
  onScroll: (top: ListTop | null) => void;
  onShowLines: () => void;
}) {
  const { feed, store, filter, selection, scroller } = props;
  const { accounts } = useAppState();
  const translate = useTranslate();
  const showNew = (): void => {
    store.release();
    scroller.current?.scrollTo({ top: 0 });
  };
  const searching = filter.text !== '' || isNarrowed(filter);
  const count = feed.rows.length;
  return (
    <div className={classes.listFrame}>
      <output className="visuallyHidden">
        {searching &&
          feed.phase === 'ready' &&
          translate(feed.more ? 'list.foundMore' : 'list.found', { count })}
      </output>
      {feed.held.length > 0 && (
        <div className={classes.newRows}>
          <Button look="primary" small onPress={showNew}>
            <ArrowUp size={14} aria-hidden="true" />
            {feed.heldMeetsRows
              ? translate('list.new', { count: feed.held.length })
              : translate('list.newest')}
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
      {feed.phase === 'ready' && count === 0 && (
        <EmptyList filter={filter} onChange={props.onFilter} onShowLines={props.onShowLines} />
      )}
      {feed.phase === 'ready' && count > 0 && (
        <EventList
          key={props.filterText}
          rows={feed.rows}
          accounts={accounts}
          selectedKeys={selection.keys}
          gathering={selection.gathering}
          onSelect={selection.choose}
          onOpen={props.onOpen}
          narrow={props.narrow}
          top={props.top}
          scroller={scroller}
          onScroll={props.onScroll}
        />
      )}
    </div>
  );
}

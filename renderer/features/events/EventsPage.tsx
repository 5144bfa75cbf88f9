import { Inbox } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TopicValue } from '../../../electron/shared/contract.ts';
import type { EventRow } from '../../../electron/shared/event.ts';
import { searchWords } from '../../../electron/shared/search.ts';
import { useAppState, useClient, useTranslate } from '../../state/clientContext.tsx';
import { useNarrow } from '../../state/useNarrow.ts';
import { joinClasses } from '../../ui/joinClasses.ts';
import { SearchedWords } from '../../ui/MarkedText.tsx';
import { Message } from '../../ui/Message.tsx';
import { createEventActions } from './eventActions.ts';
import { EventDetail, type DetailWish } from './EventDetail.tsx';
import { FilterBar } from './filter/FilterBar.tsx';
import { countParts, noFilter, type ListFilter } from './filter/listFilter.ts';
import { KeysSheet } from './KeysSheet.tsx';
import { ListFoot } from './ListFoot.tsx';
import { focusList, focusedRow, pressInList } from './listFocus.ts';
import { ListPane } from './ListPane.tsx';
import type { PageKey } from './pageKeys.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { eventsSession } from './session.ts';
import { useFeed } from './useFeed.ts';
import { usePageKeys } from './usePageKeys.ts';
import { useSelection } from './useSelection.ts';
import classes from './EventsPage.module.css';

/** What somebody asked for from outside: a notification, the tray, another page. */
export type Wanted = Exclude<TopicValue<'navigate'>, { to: 'page' }>;

export interface EventsPageProps {
  /** `order` tells one wish from the next. */
  wanted: { what: Wanted; order: number } | null;
  onShowLines: () => void;
  onShowRule: (ruleId: string) => void;
}

export function EventsPage({ wanted, onShowLines, onShowRule }: EventsPageProps) {
  const state = useAppState();
  const client = useClient();
  const translate = useTranslate();
  const narrow = useNarrow();
  const session = eventsSession(client);
  const { notices } = session;
  const [filter, setFilter] = useState(() => session.read().filter);
  const [openKey, setOpenKey] = useState(() => session.read().openKey);
  const [wish, setWish] = useState<DetailWish | null>(null);
  const [keysShown, setKeysShown] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const loaded = useRef<EventRow | null>(null);

  const [wantedBefore, setWantedBefore] = useState(0);
  if (wanted !== null && wanted.order !== wantedBefore) {
    setWantedBefore(wanted.order);
    const { what } = wanted;
    if (what.to === 'event') {
      setOpenKey(what.key);
      setWish('focus');
    } else {
      const lineIds = what.lineId === null ? [] : [what.lineId];
      setFilter({ ...noFilter, unreadOnly: what.to === 'unread', lineIds });
      setOpenKey(null);
    }
  }
  useEffect(() => {
    session.keep({ filter, openKey });
  }, [session, filter, openKey]);

  const { store, eventFilter, feed, shown, onScroll } = useFeed({ session, filter, scroller });
  const words = useMemo(() => searchWords(filter.text), [filter.text]);

  const open = useCallback((key: string) => {
    setOpenKey(key);
    setWish(null);
  }, []);
  const openAlone = useCallback((key: string) => {
    setOpenKey(key);
    setWish('focus');
  }, []);
  const selection = useSelection({ openKey, narrow, onOpen: open });
  const { clear } = selection;
  const changeFilter = useCallback(
    (change: (before: ListFilter) => ListFilter) => {
      setFilter(change);
      clear();
    },
    [clear],
  );

  const actions = useMemo(
    () => createEventActions({ client, notices, translate, show: store.showMark }),
    [client, notices, translate, store],
  );
  const readWhenLoaded = useCallback(
    (row: EventRow) => {
      loaded.current = row;
      if (session.read().readKey === row.key) return;
      session.keep({ readKey: row.key });
      if (!row.read) store.markRead([row.key]);
    },
    [session, store],
  );
  const wishDone = useCallback(() => setWish(null), []);

  const toList = (): void => focusList(scroller.current);
  const back = (): void => {
    setOpenKey(null);
    session.keep({ readKey: null });
    requestAnimationFrame(toList);
  };
  const selectedRows = (): EventRow[] => feed.rows.filter(({ key }) => selection.keys.has(key));
  const current = (): EventRow | null =>
    focusedRow(scroller.current, feed.rows) ??
    feed.rows.find(({ key }) => key === openKey) ??
    (loaded.current?.key === openKey ? loaded.current : null);
  const wishFor = (what: DetailWish): void => {
    const row = current();
    if (row === null) return;
    setOpenKey(row.key);
    setWish(what);
  };
  const detailAlone = narrow && openKey !== null;
  const act = (key: PageKey): void => {
    switch (key) {
      case 'next':
      case 'previous':
        return pressInList(scroller.current, key === 'next' ? 'ArrowDown' : 'ArrowUp');
      case 'reply':
      case 'quiet':
        return wishFor(key);
      case 'read': {
        const row = current();
        const rows = selection.several ? selectedRows() : row === null ? [] : [row];
        return void actions.mark(rows, !rows.every(({ read }) => read));
      }
      case 'select': {
        const row = current();
        return row === null || detailAlone ? undefined : selection.toggle(row.key);
      }
      case 'undo':
        return void actions.undo();
      case 'search':
        return detailAlone ? undefined : searchField.current?.focus();
      case 'help':
        return setKeysShown(true);
      case 'escape':
        if (selection.several) return clear();
        if (detailAlone) return back();
        return scroller.current?.contains(document.activeElement) === true ? undefined : toList();
    }
  };
  usePageKeys(act);

  const plain = countParts(filter) === 0 && filter.text === '';
  const canMarkRead = plain ? state.unread > 0 : feed.more || feed.rows.some(({ read }) => !read);
  return (
    <SearchedWords words={words}>
      <div className={joinClasses(classes.page, narrow && classes.narrow, detailAlone && classes.alone)}>
        {/* Not in the list: the page has a title also where the detail has all of it. */}
        <h1 className="visuallyHidden">{translate('list.title')}</h1>
        <div className={classes.bar} hidden={detailAlone}>
          {selection.several && (
            <SelectionBar
              count={selection.keys.size}
              onMark={(read) => void actions.mark(selectedRows(), read)}
              onCopy={() => void actions.copyTexts(selectedRows())}
              onClear={() => {
                clear();
                toList();
              }}
            />
          )}
          <FilterBar
            filter={filter}
            onChange={changeFilter}
            isHidden={selection.several}
            searchField={searchField}
            onLeave={toList}
            canMarkRead={canMarkRead}
            onMarkRead={() => void actions.markAllRead(eventFilter)}
            isExporting={state.work.some(({ what }) => what === 'export')}
            onExport={(format) => void actions.exportFile(eventFilter, format)}
            onShowKeys={() => setKeysShown(true)}
          />
        </div>
        <section className={classes.side} hidden={detailAlone} aria-label={translate('list.title')}>
          <ListPane
            {...shown}
            store={store}
            filter={filter}
            onFilter={(next) => {
              changeFilter(() => next);
              searchField.current?.focus();
            }}
            selection={selection}
            onOpen={openAlone}
            narrow={narrow}
            scroller={scroller}
            onScroll={onScroll}
            onShowLines={onShowLines}
          />
          <ListFoot notices={notices} onUndo={() => void actions.undo()} list={scroller} />
        </section>
        {(!narrow || detailAlone) && (
          <div className={classes.detail}>
            {openKey === null && feed.rows.length > 0 && (
              <Message
                title={translate(selection.several ? 'select.detail' : 'detail.none')}
                glyph={<Inbox size={28} strokeWidth={1.5} aria-hidden="true" />}
              />
            )}
            {openKey !== null && (
              <EventDetail
                eventKey={openKey}
                accounts={state.accounts}
                wish={wish}
                onWishDone={wishDone}
                onBack={narrow ? back : null}
                onLoaded={readWhenLoaded}
                onShowRule={onShowRule}
              />
            )}
          </div>
        )}
      </div>
      <KeysSheet isOpen={keysShown} onClose={() => setKeysShown(false)} />
    </SearchedWords>
  );
}

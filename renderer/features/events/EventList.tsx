import { memo, useLayoutEffect, useMemo, useState, type RefObject } from 'react';
import { Collection, Header, ListBox, ListBoxItem, ListBoxSection, Virtualizer } from 'react-aria-components';
import type { AccountState } from '../../../electron/shared/appState.ts';
import type { EventRow } from '../../../electron/shared/event.ts';
import { useAppState, useLanguage, useTranslate } from '../../state/clientContext.tsx';
import { useNow } from '../../state/useNow.ts';
import { dayKey, dayTitle } from '../../ui/formatTime.ts';
import { EventRowView, rowTitle } from './EventRowView.tsx';
import { EventsLayout, type ListTop } from './EventsLayout.ts';
import { atTop } from './useListPlace.ts';
import classes from './EventList.module.css';

export interface EventListProps {
  rows: readonly EventRow[];
  accounts: readonly AccountState[];
  selectedKeys: ReadonlySet<string>;
  /** Moving on adds to the selection instead of replacing it. */
  gathering: boolean;
  onSelect: (keys: ReadonlySet<string>) => void;
  /** Enter, or a click on a narrow window: the event is wanted by itself. */
  onOpen: (key: string) => void;
  /** On a narrow window opening turns the page, so that selecting is something else there. */
  narrow: boolean;
  /** Where the list was left. */
  top: ListTop | null;
  scroller: RefObject<HTMLDivElement | null>;
  onScroll: (top: ListTop | null) => void;
}

interface Day {
  id: string;
  title: string;
  rows: EventRow[];
}

export const EventList = memo(function EventList(props: EventListProps) {
  const { rows, accounts, selectedKeys, onSelect, onOpen, scroller } = props;
  const gathering = props.narrow || props.gathering;
  const translate = useTranslate();
  const language = useLanguage();
  const now = useNow(60_000);
  const today = dayKey(now);
  const days = useMemo(
    () => groupByDay(rows, (atMs) => dayTitle(atMs, Number(today), language)),
    [rows, today, language],
  );
  const scale = useTextScale();
  const { density } = useAppState().settings;
  const options = useMemo(() => ({ scale, density }), [scale, density]);
  const [layout] = useState(() => new EventsLayout());
  useScrollBack(scroller, layout, props.top);
  const linesOf = useMemo(
    () => new Map(accounts.map((account) => [account.id, account.lines ?? []])),
    [accounts],
  );
  return (
    <Virtualizer layout={layout} layoutOptions={options}>
      <ListBox
        ref={scroller}
        aria-label={translate('list.title')}
        className={classes.list ?? ''}
        selectionMode="multiple"
        selectionBehavior={gathering ? 'toggle' : 'replace'}
        disallowEmptySelection={!gathering && selectedKeys.size === 1}
        selectedKeys={selectedKeys}
        onSelectionChange={(keys) =>
          onSelect(new Set(keys === 'all' ? rows.map(({ key }) => key) : [...keys].map(String)))
        }
        onAction={(key) => onOpen(String(key))}
        onScroll={() => {
          const pixels = scroller.current?.scrollTop ?? 0;
          props.onScroll(pixels <= atTop ? null : layout.placeAt(pixels));
        }}
        items={days}
        dependencies={[linesOf, language]}
      >
        {(day) => (
          <ListBoxSection id={day.id} className={classes.day ?? ''}>
            <Header className={classes.heading ?? ''}>{day.title}</Header>
            <Collection items={day.rows} dependencies={[linesOf, language]}>
              {(row) => (
                <ListBoxItem
                  id={row.key}
                  value={row}
                  textValue={rowTitle(row, translate)}
                  className={classes.item ?? ''}
                  data-row={row.row}
                >
                  <EventRowView row={row} lines={linesOf.get(row.accountId) ?? noLines} />
                </ListBoxItem>
              )}
            </Collection>
          </ListBoxSection>
        )}
      </ListBox>
    </Virtualizer>
  );
});

const noLines: readonly never[] = [];

/** Runs of rows of one day. Rows stand in the order they came, so a day may return: what was caught up is older. */
function groupByDay(rows: readonly EventRow[], title: (atMs: number) => string): Day[] {
  const days: (Day & { key: string })[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const key = dayKey(row.atMs);
    const last = days.at(-1);
    if (last?.key === key) last.rows.push(row);
    else {
      const times = seen.get(key) ?? 0;
      seen.set(key, times + 1);
      days.push({ key, id: `day ${key} ${times}`, title: title(row.atMs), rows: [row] });
    }
  }
  return days;
}

/** Tries of putting the list back to its place: it has no height before it was laid out. Frames. */
const mostFrames = 20;

function useScrollBack(
  scroller: RefObject<HTMLDivElement | null>,
  layout: EventsLayout,
  top: ListTop | null,
): void {
  const [wanted] = useState(top);
  useLayoutEffect(() => {
    if (wanted === null) return undefined;
    let frame = 0;
    let frames = 0;
    const put = (): void => {
      const list = scroller.current;
      const pixels = layout.pixelsTo(wanted);
      frames += 1;
      if (list !== null && pixels !== null && list.scrollHeight > list.clientHeight) list.scrollTop = pixels;
      else if (frames < mostFrames) frame = requestAnimationFrame(put);
    };
    put();
    return () => cancelAnimationFrame(frame);
  }, [scroller, layout, wanted]);
}

/** How much larger the text is than usual, where the person chose a larger one. */
function useTextScale(): number {
  const [scale] = useState(() => {
    const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    return Number.isFinite(size) && size > 0 ? size / 16 : 1;
  });
  return scale;
}

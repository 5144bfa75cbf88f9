import {
  BellOff,
  Check,
  History,
  Hourglass,
  Layers,
  Moon,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { createElement } from 'react';
import { waitText } from '../../../electron/shared/duration.ts';
import type { EventRow } from '../../../electron/shared/event.ts';
import { useClient, useTranslate } from '../../state/clientContext.tsx';
import { useRunning } from '../../state/sharedNow.ts';
import { joinClasses } from '../../ui/joinClasses.ts';
import { lineOf, RemoteText } from '../../ui/RemoteText.tsx';
import { isFailedDelivery, wasNotShown } from './rowStyle.ts';
import { answeredChip } from './settledText.ts';
import classes from './EventRowView.module.css';

/** What is to be known of a row besides its words, in one row of chips. */
export function RowChips({ row }: { row: EventRow }) {
  const translate = useTranslate();
  const answered = answeredChip(row.settled, translate);
  return (
    <span className={classes.chips}>
      {row.recovered && (
        <Chip glyph={History} words={translate('chip.recovered')} title={translate('chip.recoveredWhat')} />
      )}
      {row.verdict === 'hold' && row.settled === null && (
        <Chip glyph={Moon} words={translate('chip.held')} title={translate('chip.heldWhat')} />
      )}
      {row.verdict === 'digest' && row.reason === 'storm' && (
        <GlyphChip glyph={Layers} words={translate('chip.groupedWhat')} />
      )}
      {answered !== null && <Chip glyph={Check} words={answered} look={classes.chipAnswered} />}
      <WaitsChip eventKey={row.key} />
      {isFailedDelivery(row) && (
        <Chip glyph={TriangleAlert} words={translate('chip.failed')} look={classes.chipFailed} />
      )}
      {wasNotShown(row) && (
        <Chip
          glyph={BellOff}
          words={translate('chip.notShown')}
          title={translate('chip.notShownWhat')}
          look={classes.chipNotShown}
        />
      )}
    </span>
  );
}

function Chip(props: { glyph: LucideIcon; words: string; title?: string; look?: string | undefined }) {
  return (
    <span className={joinClasses(classes.chip, props.look)} title={props.title}>
      {createElement(props.glyph, { size: 12, 'aria-hidden': true })}
      <RemoteText text={lineOf(props.words)} className={classes.chipWords} />
    </span>
  );
}

const longEnoughMs = 2 * 60_000;

/** For what many rows in a row are: its words would leave no room for theirs. */
function GlyphChip(props: { glyph: LucideIcon; words: string }) {
  return (
    <span className={classes.chip} title={props.words}>
      {createElement(props.glyph, { size: 12, 'aria-hidden': true })}
      <span className="visuallyHidden">{props.words}</span>
    </span>
  );
}

/** How long the chat waits whose newest message this is. Looks for itself, so that the list is not drawn anew. */
function WaitsChip({ eventKey }: { eventKey: string }) {
  const client = useClient();
  const translate = useTranslate();
  const words = useRunning((nowMs) => {
    const chat = client.read().state?.waiting.find(({ newestKey }) => newestKey === eventKey);
    // In the first minutes nobody is late, and a busy list would be full of it.
    if (chat === undefined || !chat.escalates || nowMs - chat.sinceMs < longEnoughMs) return '';
    return translate('chip.waits', { time: waitText(nowMs - chat.sinceMs, translate) });
  });
  if (words === '') return null;
  return <Chip glyph={Hourglass} words={words} look={classes.chipNotShown} />;
}

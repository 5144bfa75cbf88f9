import {
  CircleCheck,
  CircleDot,
  Clock,
  Eye,
  Headset,
  MessageSquareText,
  Paperclip,
  SmilePlus,
  Tag,
  Trash2,
  TriangleAlert,
  UserCheck,
  Zap,
  type LucideIcon,
} from 'lucide-react';
import { createElement, memo, type ReactNode } from 'react';
import type { Line } from '../../../electron/shared/appState.ts';
import type { EventRow } from '../../../electron/shared/event.ts';
import { eventText, lineTitle, messengerTitle, personTitle } from '../../../electron/shared/eventText.ts';
import type { Translate } from '../../../electron/shared/messages/translate.ts';
import { useLanguage, useTranslate } from '../../state/clientContext.tsx';
import { clockTime } from '../../ui/formatTime.ts';
import { joinClasses } from '../../ui/joinClasses.ts';
import { MarkedLine } from '../../ui/MarkedText.tsx';
import { MessengerGlyph } from '../../ui/MessengerGlyph.tsx';
import { lineOf, plainName, RemoteText } from '../../ui/RemoteText.tsx';
import { RowChips } from './RowChips.tsx';
import { isFailedDelivery, isQuiet } from './rowStyle.ts';
import classes from './EventRowView.module.css';

export interface EventRowProps {
  row: EventRow;
  lines: readonly Line[];
}

/** What is inside one row of the list. */
export const EventRowView = memo(function EventRowView({ row, lines }: EventRowProps) {
  const translate = useTranslate();
  const language = useLanguage();
  const person = plainName(personTitle(row) ?? translate('person.unknown'));
  const line = lineTitle(row.lineId, lines, translate);
  const text = eventText(row, translate);
  const time = (
    <time className={classes.time} dateTime={new Date(row.atMs).toISOString()}>
      {clockTime(row.atMs, language)}
    </time>
  );
  const unread = !row.read && <span className="visuallyHidden">{translate('list.isUnread')}</span>;
  if (isQuiet(row)) {
    return (
      <div className={joinClasses(classes.row, classes.quiet, !row.read && classes.unread)}>
        <span className={classes.quietGlyph}>
          {createElement(quietGlyph(row), { size: 15, 'aria-hidden': true })}
        </span>
        {unread}
        <span className={classes.quietText}>
          <MarkedLine text={text} className={classes.quietWhat} />
          {row.chat !== null && (
            <>
              <span aria-hidden="true"> · </span>
              <MarkedLine text={person} />
            </>
          )}
        </span>
        <RowChips row={row} />
        {time}
      </div>
    );
  }
  return (
    <div className={joinClasses(classes.row, !row.read && classes.unread)}>
      <MessengerGlyph type={row.messengerType} />
      {unread}
      <div className={classes.main}>
        <div className={classes.first}>
          <MarkedLine text={person} className={classes.person} />
          {line !== null && <RemoteText text={plainName(line)} className={classes.line} />}
          <span className="visuallyHidden">{messengerTitle(row.messengerType, translate) ?? ''}</span>
          {time}
        </div>
        <div className={classes.second}>
          <span className={classes.text}>
            <ContentGlyph row={row} />
            <MarkedLine text={text} className={classes.words} />
          </span>
          <RowChips row={row} />
        </div>
      </div>
    </div>
  );
});

/** What a row is called in one string, for typing ahead and for tests of the eye. */
export function rowTitle(row: EventRow, translate: Translate): string {
  return `${plainName(personTitle(row) ?? translate('person.unknown'))}: ${lineOf(eventText(row, translate))}`;
}

function ContentGlyph({ row }: { row: EventRow }): ReactNode {
  if (isFailedDelivery(row))
    return <TriangleAlert size={14} className={classes.failedGlyph} aria-hidden="true" />;
  if (row.content.type === 'attachment')
    return <Paperclip size={14} className={classes.textGlyph} aria-hidden="true" />;
  if (row.direction === 'outgoing') {
    return <MessageSquareText size={14} className={classes.textGlyph} aria-hidden="true" />;
  }
  return null;
}

function quietGlyph(row: EventRow): LucideIcon {
  switch (row.content.type) {
    case 'chatStatus':
      return row.content.status.startsWith('close') ? CircleCheck : CircleDot;
    case 'tag':
      return Tag;
    case 'responsible':
      return UserCheck;
    case 'reaction':
      return SmilePlus;
    case 'destroyed':
      return Trash2;
    case 'conversation':
      return Clock;
    case 'read':
    case 'delivery':
      return Eye;
    case 'employee':
      return Headset;
    case 'quickResponse':
      return Zap;
    default:
      return MessageSquareText;
  }
}

import { Bot, Check, CheckCheck, Paperclip, Trash2, TriangleAlert } from 'lucide-react';
import type { EventRow, Quote } from '../../../../electron/shared/event.ts';
import { eventText, personTitle } from '../../../../electron/shared/eventText.ts';
import type { Translate } from '../../../../electron/shared/messages/translate.ts';
import { useLanguage, useTranslate } from '../../../state/clientContext.tsx';
import { clockTime } from '../../../ui/formatTime.ts';
import { joinClasses } from '../../../ui/joinClasses.ts';
import { MarkedText, MarkedWords } from '../../../ui/MarkedText.tsx';
import { plainName } from '../../../ui/RemoteText.tsx';
import type { ConversationItem, Delivery } from './conversation.ts';
import { QuoteBlock } from './Quote.tsx';
import classes from './Conversation.module.css';

/** Two names for the same flash, taken in turns: an animation begins anew only with another name. */
function pointedClass(turn: number): string | undefined {
  if (turn === 0) return undefined;
  return turn % 2 === 1 ? classes.pointed : classes.pointedAgain;
}

/** ChatApp often tells of a quoted message its id alone; what it says stands in the conversation. */
function completeQuote(quote: Quote, answers: EventRow | null, translate: Translate): Quote {
  if (answers === null) return quote;
  const theirs = answers.direction !== 'outgoing';
  return {
    ...quote,
    sender: quote.sender ?? (theirs ? personTitle(answers) : translate('detail.outgoing')),
    text: quote.text ?? eventText(answers, translate),
  };
}

/** One message, told by its side and its ground. */
export function Bubble(props: {
  item: ConversationItem & { type: 'bubble' };
  /** Grows each time somebody is led here; 0: never, or elsewhere since. */
  pointedTurn: number;
  onShowMessage: (messageId: string) => void;
}) {
  const { item, onShowMessage } = props;
  const translate = useTranslate();
  const language = useLanguage();
  const { row, opened } = item;
  const { quote } = row;
  const answered = item.answers === null ? null : (quote?.messageId ?? null);
  const ours = row.direction === 'outgoing';
  const person = personTitle(row) ?? translate('person.unknown');
  const named = !ours && row.chat?.type !== null && row.chat?.type !== 'private';
  return (
    <li
      className={joinClasses(
        classes.bubble,
        ours && classes.ours,
        opened && classes.opened,
        item.deleted && classes.deleted,
        pointedClass(props.pointedTurn),
      )}
      aria-current={opened ? 'true' : undefined}
      data-message={item.messageId}
      data-item={row.key}
      tabIndex={-1}
    >
      {opened && <span className="visuallyHidden">{translate('chat.opened')}</span>}
      <span className={named ? classes.name : 'visuallyHidden'}>
        {ours ? translate('detail.outgoing') : <MarkedText text={plainName(person)} />}
      </span>
      {quote !== null && (
        <QuoteBlock
          quote={completeQuote(quote, item.answers, translate)}
          onShow={answered === null ? null : () => onShowMessage(answered)}
        />
      )}
      <Words row={row} />
      <p className={classes.foot}>
        {row.origin?.automatic === true && (
          <span className={classes.note}>
            <Bot size={12} aria-hidden="true" />
            {translate('chat.robot')}
          </span>
        )}
        {item.deleted && (
          <span className={classes.note}>
            <Trash2 size={12} aria-hidden="true" />
            {translate('chat.deleted')}
          </span>
        )}
        <time dateTime={new Date(row.atMs).toISOString()}>{clockTime(row.atMs, language)}</time>
        {item.delivery !== null && <Ticks delivery={item.delivery} />}
      </p>
      {item.delivery?.status === 'failed' && (
        <p className={classes.notDelivered}>
          {item.delivery.error === null
            ? translate('tick.failed')
            : translate('tick.failedWhy', { error: item.delivery.error })}
        </p>
      )}
      {item.reactions.length > 0 && (
        <p className={classes.reactions}>
          <span className="visuallyHidden">
            {translate('chat.reactions', { reactions: item.reactions.join(' ') })}
          </span>
          <span aria-hidden="true">{item.reactions.join(' ')}</span>
        </p>
      )}
    </li>
  );
}

function Words({ row }: { row: EventRow }) {
  const translate = useTranslate();
  const { content } = row;
  if (content.type !== 'attachment') {
    const text = eventText(row, translate);
    return (
      <p className={classes.text} dir="auto">
        <MarkedWords text={text} />
      </p>
    );
  }
  const { caption, fileName } = content;
  // Without a caption the file's name stands in the words already.
  const title = eventText({ ...row, content: { ...content, caption: null } }, translate);
  return (
    <>
      <p className={classes.file} dir="auto">
        <Paperclip size={14} aria-hidden="true" />
        <MarkedText text={fileName === null || caption === null ? eventText(row, translate) : title} />
      </p>
      {caption !== null && fileName !== null && (
        <p className={classes.text} dir="auto">
          <MarkedWords text={caption} />
        </p>
      )}
    </>
  );
}

/** One tick: sent. Two: delivered. Two in the accent's colour: seen. The words are said and shown on hovering. */
function Ticks({ delivery }: { delivery: Delivery }) {
  const translate = useTranslate();
  const { status, error } = delivery;
  const words =
    status === 'sent' || status === 'delivered' || status === 'viewed'
      ? translate(`tick.${status}`)
      : status !== 'failed'
        ? translate('event.deliveryOther', { status })
        : error === null
          ? translate('tick.failed')
          : translate('tick.failedWhy', { error });
  const Glyph = status === 'failed' ? TriangleAlert : status === 'sent' ? Check : CheckCheck;
  return (
    <span
      title={words}
      className={joinClasses(
        classes.ticks,
        status === 'viewed' && classes.seen,
        status === 'failed' && classes.tickFailed,
      )}
    >
      <Glyph size={14} aria-hidden="true" />
      <span className="visuallyHidden">{words}</span>
    </span>
  );
}

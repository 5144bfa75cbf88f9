import { Check, CheckCheck, CircleHelp, Clock, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import { createElement, type RefObject } from 'react';
import type { Reply } from '../../../electron/shared/attention.ts';
import { useClient, useLanguage, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { neighbours, useFocusHandover } from '../../ui/focusHandover.ts';
import { clockTime } from '../../ui/formatTime.ts';
import { joinClasses } from '../../ui/joinClasses.ts';
import { RemoteText } from '../../ui/RemoteText.tsx';
import classes from './ReplyBox.module.css';

const glyphs: Record<Reply['status'], LucideIcon> = {
  sending: Clock,
  sent: Check,
  confirmed: CheckCheck,
  refused: TriangleAlert,
  failed: TriangleAlert,
  unknown: CircleHelp,
};

/** The answers of one chat that were written here, and what became of each. Nothing is ever sent again by itself. */
export function ReplyList(props: {
  replies: readonly Reply[];
  onUseAgain: (text: string) => void;
  /** Where the next answer is written. */
  field: RefObject<HTMLTextAreaElement | null>;
}) {
  const { field } = props;
  const client = useClient();
  const translate = useTranslate();
  const language = useLanguage();
  const forgotten = useFocusHandover((gap) => [field.current, ...neighbours(gap)]);
  const forget = (id: string): void => void client.invoke('chat.forgetReply', { id });
  return (
    <ul className={classes.list} aria-label={translate('reply.list')} aria-live="polite">
      {props.replies.map((reply) => {
        const amiss = reply.status === 'refused' || reply.status === 'failed';
        const open = amiss || reply.status === 'unknown';
        return (
          <li key={reply.id} ref={forgotten} className={classes.item} data-reply={reply.status}>
            <p className={classes.text} dir="auto">
              {reply.text.toWellFormed()}
            </p>
            <p
              className={joinClasses(
                classes.status,
                amiss && classes.amiss,
                reply.status === 'unknown' && classes.unknown,
                reply.status === 'confirmed' && classes.confirmed,
              )}
            >
              {createElement(glyphs[reply.status], { size: 14, 'aria-hidden': true })}
              <span>
                {translate(`reply.${reply.status}`)}{' '}
                {reply.detail !== null && (
                  <RemoteText text={translate('reply.said', { detail: reply.detail })} />
                )}
              </span>
              <time className={classes.time} dateTime={new Date(reply.atMs).toISOString()}>
                {clockTime(reply.atMs, language)}
              </time>
              {reply.status !== 'sending' && (
                <Button
                  look="plain"
                  small
                  icon
                  aria-label={translate('reply.forget')}
                  onPress={() => forget(reply.id)}
                >
                  <X size={14} aria-hidden="true" />
                </Button>
              )}
            </p>
            {open && (
              <div>
                <Button
                  small
                  onPress={() => {
                    props.onUseAgain(reply.text);
                    forget(reply.id);
                  }}
                >
                  {translate('reply.useAgain')}
                </Button>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

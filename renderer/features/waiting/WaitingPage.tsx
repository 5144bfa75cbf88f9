import { AlarmClock, MessageCircleMore } from 'lucide-react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { Line } from '../../../electron/shared/appState.ts';
import type { WaitingChat } from '../../../electron/shared/attention.ts';
import { lineTitle, messengerTitle } from '../../../electron/shared/eventText.ts';
import { listeningText, summariseListening } from '../../../electron/shared/listening.ts';
import { useAppState, useLanguage, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { joinClasses } from '../../ui/joinClasses.ts';
import { Message } from '../../ui/Message.tsx';
import { MessengerGlyph } from '../../ui/MessengerGlyph.tsx';
import { plainName, RemoteText } from '../../ui/RemoteText.tsx';
import { RunningTime } from '../../ui/RunningTime.tsx';
import { ActivityPicture } from './ActivityPicture.tsx';
import classes from './WaitingPage.module.css';

/** So few chats leave room for the day's picture. */
const fewChats = 3;

/** Who waits for an answer, the longest first. */
export function WaitingPage({ onOpen, onSignIn }: { onOpen: (key: string) => void; onSignIn: () => void }) {
  const state = useAppState();
  const translate = useTranslate();
  const language = useLanguage();
  const chats = [...state.waiting].sort((one, other) => one.sinceMs - other.sinceMs);
  const signedIn = state.accounts.some(({ status }) => status === 'signedIn');
  const listening = summariseListening(state);
  const unseen = state.waitingTotal - chats.length;
  const linesOf = new Map(state.accounts.map((account) => [account.id, account.lines ?? []]));
  return (
    <div className={classes.page}>
      <div className={classes.column}>
        <header className={classes.head}>
          <h1>{translate('waiting.title')}</h1>
          {chats.length > 0 && <p className={classes.what}>{translate('waiting.what')}</p>}
          {listening.status === 'notListening' && (
            <p className={classes.what}>
              {translate('state.waitingNotListening', { listening: listeningText(listening, translate) })}
            </p>
          )}
        </header>
        {/* Above the list: below a long one nobody would find it. */}
        <ActivityPicture isOpenAtFirst={chats.length <= fewChats} />
        {chats.length === 0 ? (
          <div className={classes.empty}>
            {signedIn ? (
              <Message
                title={translate('waiting.empty')}
                glyph={<MessageCircleMore size={28} strokeWidth={1.5} aria-hidden="true" />}
              >
                {translate('waiting.emptyWhat')}
              </Message>
            ) : (
              <Message
                title={translate('state.waitingSignedOut')}
                glyph={<MessageCircleMore size={28} strokeWidth={1.5} aria-hidden="true" />}
                action={<Button onPress={onSignIn}>{translate('strip.signIn')}</Button>}
              />
            )}
          </div>
        ) : (
          <ListBox
            aria-label={translate('waiting.title')}
            className={classes.list ?? ''}
            items={chats.map((chat) => ({ ...chat, id: chat.chat }))}
            dependencies={[linesOf, language]}
            onAction={(id) => {
              const chosen = chats.find(({ chat }) => chat === id);
              if (chosen !== undefined) onOpen(chosen.newestKey);
            }}
          >
            {(chat) => (
              <ListBoxItem
                id={chat.chat}
                textValue={plainName(chat.name ?? translate('person.unknown'))}
                className={classes.item ?? ''}
              >
                <WaitingRow chat={chat} lines={linesOf.get(chat.accountId) ?? []} />
              </ListBoxItem>
            )}
          </ListBox>
        )}
        {unseen > 0 && <p className={classes.what}>{translate('waiting.more', { count: unseen })}</p>}
      </div>
    </div>
  );
}

function WaitingRow({ chat, lines }: { chat: WaitingChat; lines: readonly Line[] }) {
  const translate = useTranslate();
  const messenger = messengerTitle(chat.messengerType, translate);
  const line = lineTitle(chat.lineId, lines, translate);
  return (
    <div className={joinClasses(classes.row, !chat.escalates && classes.quiet)}>
      <MessengerGlyph type={chat.messengerType} />
      <div className={classes.main}>
        <p className={classes.first}>
          <RemoteText text={plainName(chat.name ?? translate('person.unknown'))} className={classes.person} />
          <span className={classes.class}>{translate(`waiting.${chat.chatClass}`)}</span>
        </p>
        <p className={classes.second}>
          {messenger !== null && <RemoteText text={messenger} />}
          {messenger !== null && line !== null && ' · '}
          {line !== null && <RemoteText text={plainName(line)} />}
        </p>
      </div>
      <div className={classes.end}>
        <RunningTime sinceMs={chat.sinceMs} className={classes.time} />
        <p className={classes.second}>
          {translate('waiting.messages', { count: chat.messages })}
          {chat.escalates && chat.steps > 0 && (
            <span className={classes.steps}>
              <span className={classes.between}> · </span>
              <AlarmClock size={12} aria-hidden="true" />
              {translate('waiting.reminded', { count: chat.steps })}
            </span>
          )}
          {!chat.escalates && (
            <span title={translate('waiting.noRemindersWhat')}>
              {' · '}
              {translate('waiting.noReminders')}
            </span>
          )}
        </p>
      </div>
    </div>
  );
}

import { SendHorizontal } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { Label, TextArea, TextField } from 'react-aria-components';
import { useAppState, useClient, useTranslate } from '../../state/clientContext.tsx';
import { useDraft } from '../../state/drafts.tsx';
import { Button } from '../../ui/Button.tsx';
import { ReplyList } from './ReplyList.tsx';
import classes from './ReplyBox.module.css';

/** Longest answer the contract takes. Characters. */
const maxLength = 10_000;

/** Writing an answer, and what became of those already written. To be keyed by the chat. */
export function ReplyBox(props: {
  eventKey: string;
  chat: string;
  signedIn: boolean;
  /** The keyboard is wanted here. */
  wanted: boolean;
  onWantedDone: () => void;
}) {
  const { eventKey, chat, signedIn, wanted, onWantedDone } = props;
  const { replies, settings } = useAppState();
  const enterSends = settings.sendWith === 'enter';
  const client = useClient();
  const translate = useTranslate();
  const [draft, setDraft] = useDraft(chat);
  const [handing, setHanding] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  useEffect(() => {
    if (!wanted) return;
    box.current?.focus();
    onWantedDone();
  }, [wanted, onWantedDone]);
  const text = draft.trim();
  const tooLong = text.length > maxLength;
  const canSend = signedIn && !handing && text !== '' && !tooLong;
  const send = async (): Promise<void> => {
    if (!canSend) return;
    setHanding(true);
    setTrouble(null);
    const answer = await client.invoke('chat.reply', { key: eventKey, text });
    setHanding(false);
    if (!answer.ok) {
      // Main broke in the middle of it: it may have handed the text over already.
      setTrouble(translate(answer.error === 'failed' ? 'reply.unknown' : 'failure.command'));
    } else if (answer.value.result === 'sending') setDraft('');
    else setTrouble(translate(answer.value.result === 'noChat' ? 'reply.noChat' : 'reply.signedOut'));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const command = event.ctrlKey || event.metaKey;
    // While a word is being put together, Enter takes it and sends nothing.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    if (!command && (!enterSends || event.shiftKey)) return;
    event.preventDefault();
    void send();
  };
  const useAgain = (old: string): void => {
    setDraft(draft === '' ? old : `${draft}\n${old}`);
    setTrouble(null);
    box.current?.focus();
  };
  const said = tooLong
    ? translate('reply.tooLong', { max: maxLength, count: text.length })
    : (trouble ?? (signedIn ? null : translate('reply.signedOut')));
  return (
    <div className={classes.reply}>
      <ReplyList replies={replies.filter((reply) => reply.chat === chat)} onUseAgain={useAgain} field={box} />
      <TextField value={draft} onChange={setDraft} isDisabled={!signedIn} className={classes.field ?? ''}>
        <Label className={classes.label ?? ''}>{translate('reply.label')}</Label>
        <TextArea
          ref={box}
          className={classes.box ?? ''}
          rows={1}
          dir="auto"
          aria-describedby={hintId}
          onKeyDown={onKeyDown}
        />
      </TextField>
      <div className={classes.foot}>
        <span id={hintId} className={classes.hint}>
          {translate(enterSends ? 'reply.hintEnter' : 'reply.hint')}
        </span>
        <Button
          look={text === '' ? 'normal' : 'primary'}
          small
          isDisabled={!canSend}
          aria-keyshortcuts={enterSends ? 'Enter' : 'Control+Enter'}
          onPress={() => void send()}
        >
          <SendHorizontal size={14} aria-hidden="true" />
          {translate('reply.send')}
        </Button>
      </div>
      <output className={classes.trouble}>{said}</output>
    </div>
  );
}

/** The same place where there is nobody to answer. */
export function NoReply() {
  const translate = useTranslate();
  return <p className={classes.none}>{translate('reply.noChat')}</p>;
}

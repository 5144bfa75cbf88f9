import { BellOff, ChevronDown } from 'lucide-react';
import { useState, type RefObject } from 'react';
import { snoozeId, type Snooze } from '../../../electron/shared/attention.ts';
import { chatKey, type EventRow } from '../../../electron/shared/event.ts';
import { useAppState, useClient, useLanguage, useTranslate } from '../../state/clientContext.tsx';
import { useNow } from '../../state/useNow.ts';
import { Button } from '../../ui/Button.tsx';
import { neighbours, useFocusHandover } from '../../ui/focusHandover.ts';
import { ActionMenu, type MenuGroup } from '../../ui/menus.tsx';
import { RemoteText } from '../../ui/RemoteText.tsx';
import { isSnoozeLength, lengthChoices, snoozeName, snoozeText } from '../quiet/quietText.ts';
import classes from './EventDetail.module.css';

/** Quiet for the chat or the line of one event. */
export function QuietMenu(props: {
  row: EventRow;
  button: RefObject<HTMLButtonElement | null>;
  onTrouble: (words: string | null) => void;
  /** A key asks for the menu. */
  wanted: boolean;
  onWantedDone: () => void;
}) {
  const { row, button, onTrouble, wanted, onWantedDone } = props;
  const { settings } = useAppState();
  const client = useClient();
  const translate = useTranslate();
  const [working, setWorking] = useState(false);
  const [open, setOpen] = useState(false);
  const groups: MenuGroup[] = [];
  if (row.chat !== null) {
    groups.push({
      id: 'chat',
      title: translate('quiet.forChat'),
      choices: lengthChoices(settings, translate, ['customerWrites', 'forever']),
    });
  }
  if (row.lineId !== null) {
    groups.push({
      id: 'line',
      title: translate('quiet.forLine'),
      choices: lengthChoices(settings, translate, ['forever']),
    });
  }
  if (groups.length === 0) return null;
  const choose = async (scope: string, length: string): Promise<void> => {
    if (!isSnoozeLength(length)) return;
    onTrouble(null);
    setWorking(true);
    const answer = await client.invoke('attention.snooze', {
      scope: scope === 'line' ? 'line' : 'chat',
      key: row.key,
      length,
    });
    setWorking(false);
    if (!answer.ok) onTrouble(translate('failure.command'));
    else if (answer.value.result === 'noShift') onTrouble(translate('quiet.noShift'));
    else if (answer.value.result === 'notFound') onTrouble(translate('quiet.notFound'));
  };
  return (
    <ActionMenu
      label={translate('quiet.menu')}
      groups={groups}
      isOpen={open || wanted}
      onOpenChange={(isOpen) => {
        setOpen(isOpen);
        if (wanted) onWantedDone();
      }}
      onChoose={(scope, length) => void choose(scope, length)}
    >
      {/* Not disabled meanwhile: the closing menu gives the focus back to it. */}
      <Button ref={button} isPending={working} aria-label={translate('quiet.menu')}>
        <BellOff size={14} aria-hidden="true" />
        {translate('quiet.button')}
        <ChevronDown size={14} aria-hidden="true" />
      </Button>
    </ActionMenu>
  );
}

/** The wishes for quiet that concern this event, each with its end. */
export function QuietOf({ row, menu }: { row: EventRow; menu: RefObject<HTMLButtonElement | null> }) {
  const { quiet } = useAppState();
  const client = useClient();
  const translate = useTranslate();
  const language = useLanguage();
  const now = useNow(30_000);
  const ended = useFocusHandover((gap) => [...neighbours(gap), menu.current]);
  const { accountId, lineId } = row;
  const chat = chatKey(row);
  const ids = [
    ...(chat === null ? [] : [snoozeId({ scope: 'chat', chat, accountId, lineId })]),
    ...(lineId === null ? [] : [snoozeId({ scope: 'line', accountId, lineId })]),
  ];
  const found = ids
    .map((id) => quiet.snoozes.find((snooze) => snooze.id === id))
    .filter((snooze): snooze is Snooze => snooze !== undefined);
  return (
    <div>
      {found.map((snooze) => (
        <p key={snooze.id} ref={ended} className={classes.quietNow}>
          <BellOff size={14} aria-hidden="true" />
          <RemoteText text={snoozeText(snooze, now, language, translate)} />
          <Button
            look="plain"
            small
            aria-label={translate('quiet.endNamed', { name: snoozeName(snooze, translate) })}
            onPress={() => void client.invoke('attention.wakeUp', { id: snooze.id })}
          >
            {translate('quiet.end')}
          </Button>
        </p>
      ))}
    </div>
  );
}

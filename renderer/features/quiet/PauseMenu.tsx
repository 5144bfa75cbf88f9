import { Pause } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useAppState, useClient, useTranslate } from '../../state/clientContext.tsx';
import { ActionMenu } from '../../ui/menus.tsx';
import { isSnoozeLength, lengthChoices } from './quietText.ts';
import railClasses from '../frame/Rail.module.css';

/** Pausing all notifications, at the foot of the rail. */
export function PauseMenu() {
  const { settings, quiet } = useAppState();
  const client = useClient();
  const translate = useTranslate();
  const [trouble, setTrouble] = useState<string | null>(null);
  const paused = quiet.snoozes.find(({ scope }) => scope === 'all');
  const choose = async (choice: string): Promise<void> => {
    setTrouble(null);
    if (choice === 'resume') {
      const answer = await client.invoke('attention.wakeUp', { id: paused?.id ?? 'all' });
      if (!answer.ok) setTrouble(translate('failure.command'));
      return;
    }
    if (!isSnoozeLength(choice)) return;
    const answer = await client.invoke('attention.snooze', { scope: 'all', key: null, length: choice });
    if (!answer.ok) setTrouble(translate('failure.command'));
    else if (answer.value.result === 'noShift') setTrouble(translate('quiet.noShift'));
  };
  const words = translate(paused === undefined ? 'quiet.pause' : 'quiet.isPaused');
  return (
    <>
      <ActionMenu
        label={translate('quiet.pauseMenu')}
        groups={[
          {
            id: 'pause',
            title: translate('quiet.pauseMenu'),
            choices: [
              ...(paused === undefined ? [] : [{ id: 'resume', label: translate('quiet.resume') }]),
              ...lengthChoices(settings, translate),
            ],
          },
        ]}
        onChoose={(_group, choice) => void choose(choice)}
      >
        <Button className={railClasses.entry ?? ''}>
          <Pause size={18} strokeWidth={1.75} aria-hidden="true" />
          <span className={railClasses.words}>{words}</span>
        </Button>
      </ActionMenu>
      <output className={railClasses.trouble}>{trouble}</output>
    </>
  );
}

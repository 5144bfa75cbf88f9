import { X } from 'lucide-react';
import type { Privacy } from '../../../electron/shared/attention.ts';
import { lineTitle } from '../../../electron/shared/eventText.ts';
import type { MessageKey } from '../../../electron/shared/messages/en.ts';
import { useAppState, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dropdown, type Choice } from '../../ui/choices.tsx';
import { neighbours, useFocusHandover } from '../../ui/focusHandover.ts';
import { HeldNote, SettingDropdown, SettingToggle } from './controls.tsx';
import { allLines, every, lineChoices } from './lineChoices.ts';
import { Part } from './search.tsx';
import { Trouble } from './Section.tsx';
import { useApply } from './useSetting.ts';
import classes from './SettingsPage.module.css';

const words: Record<Privacy, MessageKey> = {
  all: 'settings.privacyAll',
  sender: 'settings.privacySender',
  nothing: 'settings.privacyNothing',
};

/** Privacy while the screen is not one's own, for single lines, and of numbers. */
export function PrivacyMore() {
  const { settings } = useAppState();
  const translate = useTranslate();
  const choices: Choice<Privacy>[] = (['all', 'sender', 'nothing'] as const).map((value) => ({
    value,
    label: translate(words[value]),
  }));
  return (
    <div className={classes.block}>
      <Part of="notifications.privacyLocked">
        <SettingDropdown
          path="attention.privacyLocked"
          label={translate('settings.privacyLocked')}
          value={settings.attention.privacyLocked}
          hint={translate('settings.privacyLockedWhat')}
          choices={choices}
        />
      </Part>
      <Part of="notifications.privacyLines">
        <LinePrivacy choices={choices} />
      </Part>
      <Part of="notifications.maskPhones">
        <SettingToggle
          path="attention.maskPhones"
          label={translate('settings.maskPhones')}
          isSelected={settings.attention.maskPhones}
        />
      </Part>
    </div>
  );
}

function LinePrivacy({ choices }: { choices: readonly Choice<Privacy>[] }) {
  const state = useAppState();
  const translate = useTranslate();
  const { apply, trouble, held } = useApply('attention.privacyLines');
  const removed = useFocusHandover(neighbours);
  const own = state.settings.attention.privacyLines;
  const lines = allLines(state);
  const free = lines.filter((line) => !own.some(({ lineId }) => lineId === line.id));
  return (
    <>
      {own.map(({ lineId, privacy }) => {
        const name = lineTitle(lineId, lines, translate) ?? lineId;
        return (
          <div key={lineId} ref={removed} className={classes.withButton}>
            <div>
              <Dropdown
                label={name}
                value={privacy}
                isDisabled={held !== null}
                onChange={(value) =>
                  void apply(own.map((one) => (one.lineId === lineId ? { lineId, privacy: value } : one)))
                }
                choices={choices}
              />
            </div>
            <Button
              look="plain"
              icon
              isDisabled={held !== null}
              aria-label={translate('settings.privacyLineRemove', { name })}
              onPress={() => void apply(own.filter((one) => one.lineId !== lineId))}
            >
              <X size={14} aria-hidden="true" />
            </Button>
          </div>
        );
      })}
      {free.length > 0 && (
        <Dropdown
          label={translate('settings.privacyLineAdd')}
          value={every}
          isDisabled={held !== null}
          onChange={(lineId) => {
            if (lineId !== every) void apply([...own, { lineId, privacy: 'sender' }]);
          }}
          choices={[
            { value: every, label: translate('settings.chooseLine') },
            ...lineChoices(free, null, translate),
          ]}
        />
      )}
      <HeldNote held={held} />
      <Trouble words={trouble} />
    </>
  );
}

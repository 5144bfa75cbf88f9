import { useState } from 'react';
import { snoozeChoices } from '../../../../electron/shared/attention.ts';
import { useAppState, useTranslate } from '../../../state/clientContext.tsx';
import { Checks } from '../../../ui/checks.tsx';
import { MarkedLabel } from '../../../ui/MarkedText.tsx';
import { HeldNote } from '../controls.tsx';
import { Trouble } from '../Section.tsx';
import { useApply } from '../useSetting.ts';
import classes from '../SettingsPage.module.css';
import own from './SnoozeChoices.module.css';

/** Which lengths of quiet the menus offer. */
export function SnoozeChoices() {
  const { settings } = useAppState();
  const translate = useTranslate();
  const { apply, trouble, held } = useApply('attention.snoozeChoices');
  const [none, setNone] = useState(false);
  return (
    <div className={own.checks}>
      <Checks
        label={translate('quietSettings.choices')}
        isDisabled={held !== null}
        values={settings.attention.snoozeChoices}
        choices={snoozeChoices.map((value) => ({ value, label: translate(`snooze.${value}`) }))}
        onChange={(values) => {
          setNone(values.length === 0);
          if (values.length > 0) void apply(values);
        }}
      />
      <HeldNote held={held} />
      <p className={classes.note}>
        <MarkedLabel text={translate('quietSettings.choicesWhat')} />
      </p>
      <Trouble words={none ? translate('quietSettings.choicesNone') : trouble} />
    </div>
  );
}

import type { AlertLevel } from '../../../electron/shared/attention.ts';
import { useAppState, useTranslate } from '../../state/clientContext.tsx';
import { MarkedLabel } from '../../ui/MarkedText.tsx';
import { SettingDropdown } from './controls.tsx';
import classes from './SettingsPage.module.css';

const levels: readonly AlertLevel[] = ['urgent', 'notify', 'badge', 'nothing'];

/** What an event does by whose chat it is, where no rule speaks. */
export function ClassLevels() {
  const { settings } = useAppState();
  const translate = useTranslate();
  const chosen = settings.attention.classes;
  const choices = levels.map((level) => ({ value: level, label: translate(`level.${level}`) }));
  return (
    <fieldset className={classes.block}>
      <legend className={classes.groupTitle}>
        <MarkedLabel text={translate('settings.classes')} />
      </legend>
      <div>
        <SettingDropdown
          path="attention.classes.mine"
          label={translate('settings.classMine')}
          value={chosen.mine}
          choices={choices}
        />
        <SettingDropdown
          path="attention.classes.unassigned"
          label={translate('settings.classUnassigned')}
          value={chosen.unassigned}
          choices={choices}
        />
        <SettingDropdown
          path="attention.classes.others"
          label={translate('settings.classOthers')}
          value={chosen.others}
          hint={chosen.others === 'auto' ? translate('settings.othersAutoWhat') : null}
          choices={[{ value: 'auto', label: translate('level.auto') }, ...choices]}
        />
      </div>
      <p className={classes.note}>
        <MarkedLabel text={`${translate('settings.classesWhat')} ${translate('level.what')}`} />
      </p>
    </fieldset>
  );
}

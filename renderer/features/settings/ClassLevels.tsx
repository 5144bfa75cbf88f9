import type { AlertLevel } from '../../../electron/shared/attention.ts';
import { useAppState, useTranslate } from '../../state/clientContext.tsx';
import { Dropdown } from '../../ui/choices.tsx';
import { MarkedLabel } from '../../ui/MarkedText.tsx';
import { Trouble } from './Section.tsx';
import { useApply } from './useSetting.ts';
import classes from './SettingsPage.module.css';

const levels: readonly AlertLevel[] = ['urgent', 'notify', 'badge', 'nothing'];

/** What an event does by whose chat it is, where no rule speaks. */
export function ClassLevels() {
  const { settings } = useAppState();
  const translate = useTranslate();
  const mine = useApply('attention.classes.mine');
  const unassigned = useApply('attention.classes.unassigned');
  const others = useApply('attention.classes.others');
  const chosen = settings.attention.classes;
  const choices = levels.map((level) => ({ value: level, label: translate(`level.${level}`) }));
  const held = (isDisabled: boolean, hint: string | null = null) => ({
    isDisabled,
    hint: isDisabled ? translate('settings.overridden') : hint,
  });
  return (
    <fieldset className={classes.block}>
      <legend className={classes.groupTitle}>
        <MarkedLabel text={translate('settings.classes')} />
      </legend>
      <div>
        <Dropdown
          label={translate('settings.classMine')}
          value={chosen.mine}
          {...held(mine.overridden)}
          onChange={(level) => void mine.apply(level)}
          choices={choices}
        />
        <Dropdown
          label={translate('settings.classUnassigned')}
          value={chosen.unassigned}
          {...held(unassigned.overridden)}
          onChange={(level) => void unassigned.apply(level)}
          choices={choices}
        />
        <Dropdown
          label={translate('settings.classOthers')}
          value={chosen.others}
          {...held(others.overridden, chosen.others === 'auto' ? translate('settings.othersAutoWhat') : null)}
          onChange={(level) => void others.apply(level)}
          choices={[{ value: 'auto', label: translate('level.auto') }, ...choices]}
        />
      </div>
      <p className={classes.note}>
        <MarkedLabel text={`${translate('settings.classesWhat')} ${translate('level.what')}`} />
      </p>
      <Trouble words={mine.trouble ?? unassigned.trouble ?? others.trouble} />
    </fieldset>
  );
}

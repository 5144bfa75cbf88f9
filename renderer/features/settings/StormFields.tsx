import { useAppState, useTranslate } from '../../state/clientContext.tsx';
import { MarkedLabel } from '../../ui/MarkedText.tsx';
import { NumberField } from './NumberField.tsx';
import { Trouble } from './Section.tsx';
import { useApply } from './useSetting.ts';
import classes from './SettingsPage.module.css';

/** How many notifications are a storm. */
export function StormFields() {
  const { settings } = useAppState();
  const translate = useTranslate();
  const notifications = useApply('attention.storm.notifications');
  const seconds = useApply('attention.storm.seconds');
  const { storm } = settings.attention;
  return (
    <fieldset className={classes.block}>
      <legend className={classes.groupTitle}>
        <MarkedLabel text={translate('settings.storm')} />
      </legend>
      <p className={classes.note}>
        <MarkedLabel text={translate('settings.stormWhat')} />
      </p>
      <div className={classes.pair}>
        <NumberField
          label={translate('settings.stormNotifications')}
          value={storm.notifications}
          min={1}
          max={50}
          held={notifications.held}
          onCommit={(value) => void notifications.apply(value)}
        />
        <NumberField
          label={translate('settings.stormSeconds')}
          value={storm.seconds}
          min={5}
          max={600}
          held={seconds.held}
          onCommit={(value) => void seconds.apply(value)}
        />
      </div>
      <Trouble words={notifications.trouble ?? seconds.trouble} />
    </fieldset>
  );
}

import { useState } from 'react';
import { useAppState, useTranslate } from '../../state/clientContext.tsx';
import { Dropdown, Toggle } from '../../ui/choices.tsx';
import { useChangeSetting, useOverridden } from './useSetting.ts';
import classes from './SettingsPage.module.css';

/** How the app starts, looks and speaks. */
export function AppearanceSection() {
  const { settings } = useAppState();
  const translate = useTranslate();
  const change = useChangeSetting();
  const [refused, setRefused] = useState(false);
  const hiddenHeld = useOverridden('startHidden');
  const themeHeld = useOverridden('theme');
  const languageHeld = useOverridden('language');
  const held = (overridden: boolean) => ({
    isDisabled: overridden,
    hint: overridden ? translate('settings.overridden') : null,
  });
  const apply = async (path: string, value: string | boolean): Promise<void> => {
    setRefused((await change({ path, value })) !== 'ok');
  };
  return (
    <section className={classes.section} aria-labelledby="settings-appearance" data-section="appearance">
      <h2 id="settings-appearance" tabIndex={-1}>
        {translate('settings.appearance')}
      </h2>
      <div className={classes.card}>
        <div className={classes.block}>
          <Toggle
            isSelected={settings.startHidden}
            isDisabled={hiddenHeld}
            onChange={(value) => void apply('startHidden', value)}
          >
            {translate('settings.startHidden')}
            {hiddenHeld && <span className={classes.note}> {translate('settings.overridden')}</span>}
          </Toggle>
          <Dropdown
            label={translate('settings.theme')}
            value={settings.theme}
            {...held(themeHeld)}
            onChange={(value) => void apply('theme', value)}
            choices={[
              { value: 'system', label: translate('settings.themeSystem') },
              { value: 'light', label: translate('settings.themeLight') },
              { value: 'dark', label: translate('settings.themeDark') },
            ]}
          />
          <Dropdown
            label={translate('settings.language')}
            value={settings.language}
            {...held(languageHeld)}
            onChange={(value) => void apply('language', value)}
            choices={[
              { value: 'system', label: translate('settings.languageSystem') },
              // Each language by its own name: whoever needs it can read that one.
              { value: 'en', label: 'English' },
              { value: 'ru', label: 'Русский' },
            ]}
          />
        </div>
        {refused && (
          <p className={classes.failed} role="alert">
            {translate('settings.notSaved')}
          </p>
        )}
      </div>
    </section>
  );
}

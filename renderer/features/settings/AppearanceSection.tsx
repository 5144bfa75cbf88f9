import { useState } from 'react';
import { useAppState, useTranslate } from '../../state/clientContext.tsx';
import { Dropdown, Toggle } from '../../ui/choices.tsx';
import { MarkedLabel } from '../../ui/MarkedText.tsx';
import { Part } from './search.tsx';
import { Section } from './Section.tsx';
import { useChangeSetting, useOverridden } from './useSetting.ts';
import classes from './SettingsPage.module.css';

/** Per cent. */
const zooms = [80, 90, 100, 110, 125, 150, 175, 200] as const;

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
  const apply = async (path: string, value: string | boolean | number): Promise<void> => {
    setRefused((await change({ path, value })) !== 'ok');
  };
  return (
    <Section name="appearance" title={translate('settings.appearance')}>
      <div className={classes.card}>
        <div className={classes.block}>
          <Part of="appearance.startHidden">
            <Toggle
              isSelected={settings.startHidden}
              isDisabled={hiddenHeld}
              onChange={(value) => void apply('startHidden', value)}
            >
              <MarkedLabel text={translate('settings.startHidden')} />
              {hiddenHeld && <span className={classes.note}> {translate('settings.overridden')}</span>}
            </Toggle>
          </Part>
          <Part of="appearance.theme">
            <Dropdown
              label={translate('settings.theme')}
              value={settings.theme}
              {...held(themeHeld)}
              onChange={(value) => void apply('theme', value)}
              choices={[
                { value: 'system', label: translate('settings.themeSystem') },
                { value: 'light', label: translate('settings.themeLight') },
                { value: 'dark', label: translate('settings.themeDark') },
                { value: 'contrast', label: translate('settings.themeContrast') },
              ]}
            />
          </Part>
          <Part of="appearance.zoom">
            <Dropdown
              label={translate('settings.zoom')}
              value={String(settings.zoom)}
              onChange={(value) => void apply('zoom', Number(value))}
              choices={zooms.map((zoom) => ({
                value: String(zoom),
                label: translate('settings.zoomPercent', { zoom }),
              }))}
            />
          </Part>
          <Part of="appearance.sendWith">
            <Dropdown
              label={translate('settings.sendWith')}
              value={settings.sendWith}
              onChange={(value) => void apply('sendWith', value)}
              choices={[
                { value: 'ctrlEnter', label: translate('settings.sendWithCtrlEnter') },
                { value: 'enter', label: translate('settings.sendWithEnter') },
              ]}
            />
          </Part>
          <Part of="appearance.language">
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
          </Part>
        </div>
        {refused && (
          <p className={classes.failed} role="alert">
            {translate('settings.notSaved')}
          </p>
        )}
      </div>
    </Section>
  );
}

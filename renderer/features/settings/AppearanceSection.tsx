import { useAppState, useTranslate } from '../../state/clientContext.tsx';
import { SettingDropdown } from './controls.tsx';
import { Part } from './search.tsx';
import { Section } from './Section.tsx';
import classes from './SettingsPage.module.css';

/** Per cent. */
const zooms = [80, 90, 100, 110, 125, 150, 175, 200] as const;

/** How the window looks and speaks. */
export function AppearanceSection() {
  const { settings } = useAppState();
  const translate = useTranslate();
  return (
    <Section name="appearance" title={translate('settings.appearance')}>
      <div className={classes.card}>
        <div className={classes.block}>
          <Part of="appearance.theme">
            <SettingDropdown
              path="theme"
              label={translate('settings.theme')}
              value={settings.theme}
              choices={[
                { value: 'system', label: translate('settings.themeSystem') },
                { value: 'light', label: translate('settings.themeLight') },
                { value: 'dark', label: translate('settings.themeDark') },
                { value: 'contrast', label: translate('settings.themeContrast') },
              ]}
            />
          </Part>
          <Part of="appearance.zoom">
            <SettingDropdown
              path="zoom"
              label={translate('settings.zoom')}
              value={String(settings.zoom)}
              toValue={Number}
              choices={zooms.map((zoom) => ({
                value: String(zoom),
                label: translate('settings.zoomPercent', { zoom }),
              }))}
            />
          </Part>
          <Part of="appearance.density">
            <SettingDropdown
              path="density"
              label={translate('settings.density')}
              value={settings.density}
              choices={[
                { value: 'comfortable', label: translate('settings.densityComfortable') },
                { value: 'compact', label: translate('settings.densityCompact') },
              ]}
            />
          </Part>
          <Part of="appearance.sendWith">
            <SettingDropdown
              path="sendWith"
              label={translate('settings.sendWith')}
              value={settings.sendWith}
              choices={[
                { value: 'ctrlEnter', label: translate('settings.sendWithCtrlEnter') },
                { value: 'enter', label: translate('settings.sendWithEnter') },
              ]}
            />
          </Part>
          <Part of="appearance.language">
            <SettingDropdown
              path="language"
              label={translate('settings.language')}
              value={settings.language}
              choices={[
                { value: 'system', label: translate('settings.languageSystem') },
                // Each language by its own name: whoever needs it can read that one.
                { value: 'en', label: 'English' },
                { value: 'ru', label: 'Русский' },
              ]}
            />
          </Part>
        </div>
      </div>
    </Section>
  );
}

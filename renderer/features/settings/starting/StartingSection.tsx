import { Keyboard } from 'lucide-react';
import { useState } from 'react';
import { useAppState, useTranslate } from '../../../state/clientContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { KeysSheet } from '../../events/KeysSheet.tsx';
import { SettingToggle } from '../controls.tsx';
import { Part } from '../search.tsx';
import { Section, Trouble } from '../Section.tsx';
import { ShortcutField } from './ShortcutField.tsx';
import classes from '../SettingsPage.module.css';

/** How the app begins, and which keys bring it. */
export function StartingSection() {
  const { settings, desktop } = useAppState();
  const translate = useTranslate();
  const [keysOpen, setKeysOpen] = useState(false);
  return (
    <Section name="starting" title={translate('starting.title')}>
      <div className={classes.card}>
        <Part of={['starting.startAtLogin', 'starting.startHidden']}>
          <div className={classes.block}>
            <Part of="starting.startAtLogin">
              <SettingToggle
                path="startAtLogin"
                label={translate('starting.atLogin')}
                isSelected={settings.startAtLogin}
                note={translate('starting.atLoginWhat')}
              />
              <Trouble
                words={desktop.startAtLogin === 'failed' ? translate('starting.atLoginFailed') : null}
              />
            </Part>
            <Part of="starting.startHidden">
              <SettingToggle
                path="startHidden"
                label={translate('settings.startHidden')}
                isSelected={settings.startHidden}
              />
            </Part>
          </div>
        </Part>
        <Part of="starting.shortcut">
          <div className={classes.block}>
            <ShortcutField />
          </div>
        </Part>
        <Part of="starting.keys">
          <div className={classes.block}>
            <div className={classes.test}>
              <Button onPress={() => setKeysOpen(true)}>
                <Keyboard size={14} aria-hidden="true" />
                {translate('starting.keys')}
              </Button>
            </div>
          </div>
        </Part>
      </div>
      <KeysSheet isOpen={keysOpen} onClose={() => setKeysOpen(false)} />
    </Section>
  );
}

import { useState } from 'react';
import type { MessageKey } from '../../../electron/shared/messages/en.ts';
import { useClient, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { LicenceSheet } from './LicenceSheet.tsx';
import settings from '../settings/SettingsPage.module.css';
import about from './AboutSection.module.css';

/** Under which terms this app and what it is built from may be used. */
export function Licences() {
  const client = useClient();
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState<MessageKey | null>(null);
  const openChromium = async (): Promise<void> => {
    const answer = await client.invoke('about.openChromiumLicences', null);
    if (!answer.ok) setSaid('failure.command');
    else setSaid(answer.value.result === 'missing' ? 'licences.chromiumMissing' : null);
  };
  return (
    <div className={about.licence}>
      <p>{translate('about.licence')}</p>
      <p className={settings.note}>{translate('licences.own')}</p>
      <div className={settings.test}>
        <Button onPress={() => setOpen(true)}>{translate('licences.others')}</Button>
        <Button onPress={() => void openChromium()}>{translate('licences.chromium')}</Button>
        <output className={settings.note}>{said !== null && translate(said)}</output>
      </div>
      <LicenceSheet isOpen={open} onClose={() => setOpen(false)} />
    </div>
  );
}

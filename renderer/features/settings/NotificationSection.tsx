import { BellRing } from 'lucide-react';
import { useState } from 'react';
import { alertKinds } from '../../../electron/shared/attention.ts';
import type { Settings } from '../../../electron/shared/settings.ts';
import { useAppState, useClient, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Radios } from '../../ui/choices.tsx';
import { ListeningGlyph } from '../../ui/ListeningGlyph.tsx';
import { MarkedLabel } from '../../ui/MarkedText.tsx';
import { RemoteText } from '../../ui/RemoteText.tsx';
import { ClassLevels } from './ClassLevels.tsx';
import { HeldNote, SettingToggle } from './controls.tsx';
import { kindTitles } from './kindTitles.ts';
import { PrivacyMore } from './PrivacyMore.tsx';
import { Part } from './search.tsx';
import { Section, Trouble } from './Section.tsx';
import { StormFields } from './StormFields.tsx';
import { useApply } from './useSetting.ts';
import classes from './SettingsPage.module.css';

/** What somebody is told about, and how much of it is shown. */
export function NotificationSection() {
  const { settings } = useAppState();
  const translate = useTranslate();
  const privacy = useApply('privacy');
  return (
    <Section name="notifications" title={translate('settings.notifications')}>
      <div className={classes.card}>
        <Part of={alertKinds.map((kind) => `notifications.${kind}` as const)}>
          <fieldset className={classes.block}>
            <legend className={classes.groupTitle}>
              <MarkedLabel text={translate('settings.tellMe')} />
            </legend>
            {alertKinds.map((kind) => (
              <Part key={kind} of={`notifications.${kind}`}>
                <SettingToggle
                  path={`notifications.${kind}`}
                  label={translate(kindTitles[kind])}
                  isSelected={settings.notifications[kind]}
                />
              </Part>
            ))}
          </fieldset>
        </Part>
        <Part of="notifications.classes">
          <ClassLevels />
        </Part>
        <Part of="notifications.privacy">
          <div className={classes.block}>
            <div className={classes.privacy}>
              <Radios
                label={translate('settings.privacy')}
                value={settings.privacy}
                isDisabled={privacy.held !== null}
                onChange={(value) => void privacy.apply(value)}
                choices={[
                  { value: 'all', label: translate('settings.privacyAll') },
                  { value: 'sender', label: translate('settings.privacySender') },
                  { value: 'nothing', label: translate('settings.privacyNothing') },
                ]}
              />
              <HeldNote held={privacy.held} />
              <Trouble words={privacy.trouble} />
              <Preview privacy={settings.privacy} />
            </div>
          </div>
        </Part>
        <Part of={['notifications.privacyLocked', 'notifications.privacyLines', 'notifications.maskPhones']}>
          <PrivacyMore />
        </Part>
        <Part of="notifications.storm">
          <StormFields />
        </Part>
        <Part of="notifications.test">
          <div className={classes.block}>
            <TestNotification />
          </div>
        </Part>
      </div>
    </Section>
  );
}

/** A small picture of a notification, as much of it as the choice lets through. */
function Preview({ privacy }: { privacy: Settings['privacy'] }) {
  const translate = useTranslate();
  const title = privacy === 'nothing' ? translate('app.name') : translate('settings.previewSender');
  const text = privacy === 'all' ? translate('settings.previewText') : translate('toast.newMessage');
  return (
    <figure className={classes.preview} aria-label={translate('settings.preview')}>
      <ListeningGlyph shape="filled" size={20} />
      <div>
        <p className={classes.strong}>{title}</p>
        <p>{text}</p>
        {privacy !== 'nothing' && <p className={classes.note}>{translate('settings.previewFooter')}</p>}
      </div>
    </figure>
  );
}

const testWords = {
  delivered: 'settings.testDelivered',
  noService: 'settings.testNoService',
  refused: 'settings.testRefused',
  failed: 'settings.testFailed',
} as const;

/** Shows one notification and says what became of it. */
export function TestNotification({ onDelivered }: { onDelivered?: () => void }) {
  const client = useClient();
  const translate = useTranslate();
  const [result, setResult] = useState<{ words: string; detail: string | null } | null>(null);
  const [working, setWorking] = useState(false);
  const test = async (): Promise<void> => {
    setWorking(true);
    setResult(null);
    const answer = await client.invoke('notifications.test', null);
    setWorking(false);
    if (!answer.ok) setResult({ words: translate('failure.command'), detail: null });
    else {
      setResult({ words: translate(testWords[answer.value.result]), detail: answer.value.detail });
      if (answer.value.result === 'delivered') onDelivered?.();
    }
  };
  return (
    <div className={classes.test}>
      <Button onPress={() => void test()} isDisabled={working}>
        <BellRing size={14} aria-hidden="true" />
        {translate('settings.test')}
      </Button>
      <output className={classes.note}>
        {result !== null && (
          <>
            {result.words}{' '}
            {result.detail !== null && (
              <RemoteText text={translate('outcome.detail', { detail: result.detail })} />
            )}
          </>
        )}
      </output>
    </div>
  );
}

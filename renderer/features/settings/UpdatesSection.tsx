import { useState } from 'react';
import { Label, ProgressBar } from 'react-aria-components';
import type { Update } from '../../../electron/shared/appState.ts';
import { useAppState, useClient, useLanguage, useTranslate } from '../../state/clientContext.tsx';
import { useNow } from '../../state/useNow.ts';
import { Button } from '../../ui/Button.tsx';
import { CauseText } from './CauseText.tsx';
import { SettingToggle } from './controls.tsx';
import { Part } from './search.tsx';
import { Section, Trouble } from './Section.tsx';
import { SettingField } from './SettingField.tsx';
import { updateText } from './updateText.ts';
import classes from './SettingsPage.module.css';
import own from './UpdatesSection.module.css';

/** Where newer versions come from, and how far the next one is. */
export function UpdatesSection() {
  const { settings, update } = useAppState();
  const translate = useTranslate();
  return (
    <Section name="updates" title={translate('updates.title')}>
      <div className={classes.card}>
        <Part of="updates.check">
          <div className={classes.block}>
            <Progress update={update} hasFeed={settings.updates.feed !== null} />
          </div>
        </Part>
        <Part of={['updates.automatic', 'updates.feed']}>
          <div className={classes.block}>
            <Part of="updates.automatic">
              <SettingToggle
                path="updates.automatic"
                label={translate('updates.automatic')}
                isSelected={settings.updates.automatic}
              />
            </Part>
            <Part of="updates.feed">
              <SettingField
                path="updates.feed"
                label={translate('updates.feed')}
                invalid="settings.addressInvalid"
                hint={translate('updates.feedWhat')}
              />
            </Part>
          </div>
        </Part>
      </div>
    </Section>
  );
}

function Progress({ update, hasFeed }: { update: Update; hasFeed: boolean }) {
  const client = useClient();
  const translate = useTranslate();
  const language = useLanguage();
  const now = useNow(30_000);
  const [failed, setFailed] = useState(false);
  const ask = async (what: 'updates.check' | 'updates.install'): Promise<void> => {
    setFailed(false);
    const { ok } = await client.invoke(what, null);
    setFailed(!ok);
  };
  const { status } = update;
  const troubled = status === 'failed' || status === 'refused';
  const isHere = status === 'ready' || status === 'refused';
  const busy = status === 'off' || status === 'checking';
  return (
    <div className={own.update}>
      <output className={troubled ? classes.error : undefined}>
        {updateText(update, hasFeed, now, language, translate)}
      </output>
      {status === 'downloading' && (
        <ProgressBar value={update.percent ?? 0}>
          <Label className="visuallyHidden">{translate('updates.progress')}</Label>
          <span className={own.track}>
            <span className={own.done} style={{ width: `${update.percent ?? 0}%` }} />
          </span>
        </ProgressBar>
      )}
      {troubled && (
        <>
          <p className={classes.note}>
            {translate(status === 'failed' ? 'updates.failedAdvice' : 'updates.refusedAdvice')}
          </p>
          <CauseText detail={update.detail} />
        </>
      )}
      <div className={classes.test}>
        {isHere && (
          <Button look="primary" onPress={() => void ask('updates.install')}>
            {translate('updates.install')}
          </Button>
        )}
        {!isHere && status !== 'downloading' && (
          <Button isDisabled={busy} onPress={() => void ask('updates.check')}>
            {translate('updates.check')}
          </Button>
        )}
        <Trouble words={failed ? translate('failure.command') : null} />
      </div>
    </div>
  );
}

import { useEffect, useState } from 'react';
import type { CommandOutput } from '../../../electron/shared/contract.ts';
import type { MessageKey } from '../../../electron/shared/messages/en.ts';
import { useClient, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { RemoteText } from '../../ui/RemoteText.tsx';
import { Section } from '../settings/Section.tsx';
import classes from '../settings/SettingsPage.module.css';
import { Licences } from './Licences.tsx';
import about from './AboutSection.module.css';

/** What this is, where it keeps things, and what support will ask for. */
export function AboutSection() {
  const client = useClient();
  const translate = useTranslate();
  const [info, setInfo] = useState<CommandOutput<'about.info'> | 'failed' | null>(null);
  const [said, setSaid] = useState<MessageKey | null>(null);
  useEffect(() => {
    let gone = false;
    void client.invoke('about.info', null).then((answer) => {
      if (!gone) setInfo(answer.ok ? answer.value : 'failed');
    });
    return () => {
      gone = true;
    };
  }, [client]);
  const copy = async (): Promise<void> => {
    const { ok } = await client.invoke('about.copyDiagnostics', null);
    setSaid(ok ? 'about.copied' : 'state.copyFailed');
  };
  const openFolder = async (): Promise<void> => {
    const { ok } = await client.invoke('about.openDataFolder', null);
    setSaid(ok ? null : 'state.openFolderFailed');
  };
  return (
    <Section name="about" title={translate('about.title')}>
      <div className={classes.card}>
        {info === 'failed' && (
          <p className={about.failed} role="alert">
            {translate('state.sectionFailed')}
          </p>
        )}
        {info !== null && info !== 'failed' && (
          <dl className={about.facts}>
            {info.versions.map(({ name, version }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{version}</dd>
              </div>
            ))}
            <div>
              <dt>{translate('about.folder')}</dt>
              <dd>
                <RemoteText text={info.dataFolder} />
              </dd>
            </div>
            <div>
              <dt>{translate('about.log')}</dt>
              <dd>
                <RemoteText text={info.logFile} />
              </dd>
            </div>
          </dl>
        )}
        <div className={classes.block}>
          <div className={classes.test}>
            <Button onPress={() => void openFolder()}>{translate('about.openFolder')}</Button>
            <Button onPress={() => void copy()}>{translate('about.copyDiagnostics')}</Button>
            <output className={classes.note}>{said !== null && translate(said)}</output>
          </div>
          <p className={classes.note}>{translate('about.diagnosticsWhat')}</p>
        </div>
        <Licences />
      </div>
    </Section>
  );
}

import { useEffect, useState } from 'react';
import type { CommandOutput } from '../../../electron/shared/contract.ts';
import { useClient, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { RemoteText } from '../../ui/RemoteText.tsx';
import { Section } from '../settings/Section.tsx';
import classes from '../settings/SettingsPage.module.css';
import about from './AboutSection.module.css';

/** What this is, where it keeps things, and what support will ask for. */
export function AboutSection() {
  const client = useClient();
  const translate = useTranslate();
  const [info, setInfo] = useState<CommandOutput<'about.info'> | null>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    let gone = false;
    void client.invoke('about.info', null).then((answer) => {
      if (!gone && answer.ok) setInfo(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [client]);
  const copy = async (): Promise<void> => {
    setCopied((await client.invoke('about.copyDiagnostics', null)).ok);
  };
  return (
    <Section name="about" title={translate('about.title')}>
      <div className={classes.card}>
        <dl className={about.facts}>
          {info?.versions.map(({ name, version }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{version}</dd>
            </div>
          ))}
          {info !== null && (
            <>
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
            </>
          )}
        </dl>
        <div className={classes.block}>
          <div className={classes.test}>
            <Button onPress={() => void client.invoke('about.openDataFolder', null)}>
              {translate('about.openFolder')}
            </Button>
            <Button onPress={() => void copy()}>{translate('about.copyDiagnostics')}</Button>
            <output className={classes.note}>{copied && translate('about.copied')}</output>
          </div>
          <p className={classes.note}>{translate('about.diagnosticsWhat')}</p>
        </div>
        <p className={about.licence}>{translate('about.licence')}</p>
      </div>
    </Section>
  );
}

import { useState } from 'react';
import { useAppState, useClient, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Fold } from '../../ui/Fold.tsx';
import { SettingField } from './SettingField.tsx';
import { useChangeSetting, useOverridden } from './useSetting.ts';
import classes from './SettingsPage.module.css';

/** Names that the web inbox template fills in; they are its syntax and no words. */
const templateNames = '{licenseId} {messengerType} {chatId} {phone}';

/** Servers, certificate, channels: for administrators. */
export function AdvancedSection() {
  const translate = useTranslate();
  const { overridden } = useAppState();
  return (
    <section className={classes.section} aria-label={translate('settings.advanced')} data-section="advanced">
      <Fold title={translate('settings.advanced')} level={2} isExpanded={overridden.length > 0}>
        <p className={classes.advancedWhat}>{translate('settings.advancedWhat')}</p>
        <div className={classes.card}>
          <div className={classes.fields}>
            <div className={classes.hostAndPort}>
              <SettingField
                path="server.host"
                label={translate('settings.host')}
                invalid="settings.hostInvalid"
              />
              <SettingField
                path="server.port"
                label={translate('settings.port')}
                invalid="settings.portInvalid"
              />
            </div>
            <SettingField path="server.key" label={translate('settings.key')} invalid="settings.keyInvalid" />
            <SettingField
              path="server.authEndpoint"
              label={translate('settings.authEndpoint')}
              invalid="settings.addressInvalid"
            />
            <SettingField
              path="server.apiBase"
              label={translate('settings.apiBase')}
              invalid="settings.addressInvalid"
            />
            <SettingField
              path="server.proxy"
              label={translate('settings.proxy')}
              invalid="settings.proxyInvalid"
              hint={translate('settings.proxyWhat')}
            />
            <CaFile />
            <SettingField
              path="server.channels"
              label={translate('settings.channels')}
              invalid="settings.channelsInvalid"
              hint={translate('settings.channelsWhat')}
              rows={4}
            />
            <SettingField
              path="webInbox"
              label={translate('settings.webInbox')}
              invalid="settings.addressInvalid"
              hint={translate('settings.webInboxWhat', { names: templateNames })}
            />
          </div>
        </div>
      </Fold>
    </section>
  );
}

function CaFile() {
  const { settings } = useAppState();
  const client = useClient();
  const translate = useTranslate();
  const change = useChangeSetting();
  const overridden = useOverridden('server.caFile');
  const [error, setError] = useState<string | null>(null);
  const { caFile } = settings.server;
  const choose = async (): Promise<void> => {
    setError(null);
    const answer = await client.invoke('settings.chooseCaFile', null);
    if (!answer.ok) setError(translate('failure.command'));
    else if (answer.value.result === 'invalid') setError(translate('settings.caFileInvalid'));
    else if (answer.value.result === 'overridden') setError(translate('settings.overridden'));
    else if (answer.value.result === 'notSaved') setError(translate('settings.notSaved'));
  };
  const remove = async (): Promise<void> => {
    const result = await change({ path: 'server.caFile', value: null });
    setError(result === 'ok' ? null : translate('settings.notSaved'));
  };
  return (
    <fieldset className={classes.file}>
      <legend className={classes.fieldTitle}>{translate('settings.caFile')}</legend>
      <div className={classes.fileRow}>
        <span className={caFile === null ? classes.note : classes.fileName}>
          {caFile ?? translate('settings.caFileNone')}
        </span>
        <span className={classes.actions}>
          {caFile !== null && (
            <Button small isDisabled={overridden} onPress={() => void remove()}>
              {translate('settings.caFileRemove')}
            </Button>
          )}
          <Button small isDisabled={overridden} onPress={() => void choose()}>
            {translate('settings.caFileChoose')}
          </Button>
        </span>
      </div>
      <p className={classes.note}>{translate(overridden ? 'settings.overridden' : 'settings.caFileWhat')}</p>
      {error !== null && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

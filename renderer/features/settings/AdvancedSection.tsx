import { useState } from 'react';
import { useAppState, useClient, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { neighbours, useFocusHandover } from '../../ui/focusHandover.ts';
import { MarkedLabel } from '../../ui/MarkedText.tsx';
import { HeldNote } from './controls.tsx';
import { Part, useSectionFound } from './search.tsx';
import { SearchFold } from './SearchFold.tsx';
import { Trouble } from './Section.tsx';
import { templateNames } from './settingsIndex.ts';
import { SettingField } from './SettingField.tsx';
import { changeWords, useApply } from './useSetting.ts';
import classes from './SettingsPage.module.css';

/** Servers, certificate, channels: for administrators. */
export function AdvancedSection() {
  const translate = useTranslate();
  const { managed, overridden } = useAppState();
  const anyHeld = [...managed, ...overridden].some((path) => /^(server|webInbox)(\.|$)/.test(path));
  const found = useSectionFound('advanced');
  return (
    <section
      className={classes.section}
      aria-label={translate('settings.advanced')}
      data-section="advanced"
      hidden={!found}
    >
      <SearchFold title={translate('settings.advanced')} level={2} isExpanded={anyHeld}>
        <p className={classes.advancedWhat}>{translate('settings.advancedWhat')}</p>
        <div className={classes.card}>
          <div className={classes.fields}>
            <Part of="advanced.host">
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
            </Part>
            <Part of="advanced.key">
              <SettingField
                path="server.key"
                label={translate('settings.key')}
                invalid="settings.keyInvalid"
              />
            </Part>
            <Part of="advanced.authEndpoint">
              <SettingField
                path="server.authEndpoint"
                label={translate('settings.authEndpoint')}
                invalid="settings.addressInvalid"
              />
            </Part>
            <Part of="advanced.apiBase">
              <SettingField
                path="server.apiBase"
                label={translate('settings.apiBase')}
                invalid="settings.addressInvalid"
              />
            </Part>
            <Part of="advanced.proxy">
              <SettingField
                path="server.proxy"
                label={translate('settings.proxy')}
                invalid="settings.proxyInvalid"
                hint={translate('settings.proxyWhat')}
              />
            </Part>
            <Part of="advanced.caFile">
              <CaFile />
            </Part>
            <Part of="advanced.channels">
              <SettingField
                path="server.channels"
                label={translate('settings.channels')}
                invalid="settings.channelsInvalid"
                hint={translate('settings.channelsWhat')}
                rows={4}
              />
            </Part>
            <Part of="advanced.webInbox">
              <SettingField
                path="webInbox"
                label={translate('settings.webInbox')}
                invalid="settings.addressInvalid"
                hint={translate('settings.webInboxWhat', { names: templateNames })}
              />
            </Part>
          </div>
        </div>
      </SearchFold>
    </section>
  );
}

function CaFile() {
  const { settings } = useAppState();
  const client = useClient();
  const translate = useTranslate();
  const { apply, trouble, held } = useApply('server.caFile');
  const [error, setError] = useState<string | null>(null);
  const removed = useFocusHandover(neighbours);
  const { caFile } = settings.server;
  const choose = async (): Promise<void> => {
    setError(null);
    const answer = await client.invoke('settings.chooseCaFile', null);
    if (!answer.ok) setError(translate('failure.command'));
    else if (answer.value.result === 'invalid') setError(translate('settings.caFileInvalid'));
    else if (answer.value.result !== 'cancelled') {
      const words = changeWords[answer.value.result];
      setError(words === null ? null : translate(words));
    }
  };
  return (
    <fieldset className={classes.file}>
      <legend className={classes.fieldTitle}>
        <MarkedLabel text={translate('settings.caFile')} />
      </legend>
      <div className={classes.fileRow}>
        <span className={caFile === null ? classes.note : classes.fileName}>
          {caFile ?? translate('settings.caFileNone')}
        </span>
        <span className={classes.actions}>
          {caFile !== null && (
            <Button ref={removed} small isDisabled={held !== null} onPress={() => void apply(null)}>
              {translate('settings.caFileRemove')}
            </Button>
          )}
          <Button small isDisabled={held !== null} onPress={() => void choose()}>
            {translate('settings.caFileChoose')}
          </Button>
        </span>
      </div>
      <HeldNote held={held} />
      {held === null && (
        <p className={classes.note}>
          <MarkedLabel text={translate('settings.caFileWhat')} />
        </p>
      )}
      <Trouble words={error ?? trouble} />
    </fieldset>
  );
}

import { useEffect, useRef, useState } from 'react';
import type { CommandOutput } from '../../../electron/shared/contract.ts';
import type { MessageKey } from '../../../electron/shared/messages/en.ts';
import { useAppState, useClient, useLanguage, useTranslate } from '../../state/clientContext.tsx';
import { useMemory } from '../../state/memoryContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { useFocusHandover } from '../../ui/focusHandover.ts';
import { joinClasses } from '../../ui/joinClasses.ts';
import { MarkedLabel } from '../../ui/MarkedText.tsx';
import { RemoteText } from '../../ui/RemoteText.tsx';
import { forgetErased } from '../events/session.ts';
import { CancelFirst } from './CancelFirst.tsx';
import { EraseEverything } from './EraseEverything.tsx';
import { NumberField } from './NumberField.tsx';
import { Part } from './search.tsx';
import { Section, Trouble } from './Section.tsx';
import { useApply } from './useSetting.ts';
import classes from './SettingsPage.module.css';

type Info = CommandOutput<'history.info'>;

/** What is kept, for how long, and how to be rid of it; settings as a file. */
export function HistorySection() {
  const { settings } = useAppState();
  const translate = useTranslate();
  const language = useLanguage();
  const client = useClient();
  const days = useApply('history.keepDays');
  const most = useApply('history.keepEvents');
  const [info, setInfo] = useState<Info | 'failed' | null>(null);
  useEffect(() => {
    let revision = -1;
    const look = (): void => {
      const { eventsRevision } = client.read();
      if (eventsRevision === revision) return;
      revision = eventsRevision;
      void client.invoke('history.info', null).then((answer) => {
        // A later look has the newer answer.
        if (revision === eventsRevision) setInfo(answer.ok ? answer.value : 'failed');
      });
    };
    const stop = client.listen(look);
    look();
    return () => {
      revision = -1;
      stop();
    };
  }, [client]);
  return (
    <Section name="history" title={translate('keeping.title')} note={translate('keeping.what')}>
      <div className={classes.card}>
        <Part of="history.kept">
          <div className={classes.block}>
            <p>
              {info === 'failed' && translate('state.sectionFailed')}
              {info !== null &&
                info !== 'failed' &&
                translate('keeping.now', {
                  events: info.events,
                  size: sizeText(info.bytes, language),
                  since: info.oldestMs === null ? 'none' : dayText(info.oldestMs, language),
                })}
            </p>
          </div>
          <div className={joinClasses(classes.fields, classes.numbers)}>
            <NumberField
              label={translate('keeping.days')}
              value={settings.history.keepDays}
              min={1}
              max={3_650}
              held={days.held}
              onCommit={(value) => void days.apply(value)}
            />
            <NumberField
              label={translate('keeping.events')}
              value={settings.history.keepEvents}
              min={1_000}
              max={5_000_000}
              held={most.held}
              onCommit={(value) => void most.apply(value)}
            />
            <Trouble words={days.trouble ?? most.trouble} />
          </div>
        </Part>
        <Part of="history.erase">
          <div className={classes.block}>
            <Erase />
          </div>
        </Part>
        <Part of="history.file">
          <div className={classes.block}>
            <SettingsFile />
          </div>
        </Part>
        <Part of="history.eraseAll">
          <div className={classes.block}>
            <EraseEverything />
          </div>
        </Part>
      </div>
    </Section>
  );
}

function Erase() {
  const client = useClient();
  const translate = useTranslate();
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<MessageKey | null>(null);
  const memory = useMemory();
  const begin = useRef<HTMLButtonElement>(null);
  const asked = useFocusHandover(() => [begin.current]);
  const erase = async (): Promise<void> => {
    const answer = await client.invoke('history.erase', null);
    if (answer.ok) forgetErased(client, memory);
    setAsking(false);
    setSaid(answer.ok ? 'keeping.erased' : 'failure.command');
  };
  if (!asking) {
    return (
      <div className={classes.test}>
        <Button ref={begin} onPress={() => setAsking(true)}>
          {translate('keeping.erase')}
        </Button>
        <output className={classes.note}>{said !== null && translate(said)}</output>
      </div>
    );
  }
  return (
    // Its key: without one it would be the box of the button, which stays.
    <div
      key="ask"
      ref={asked}
      role="alertdialog"
      aria-label={translate('keeping.erase')}
      className={classes.ask}
    >
      <p>{translate('keeping.eraseSure')}</p>
      <div className={classes.test}>
        <Button look="danger" onPress={() => void erase()}>
          {translate('keeping.eraseYes')}
        </Button>
        <CancelFirst onPress={() => setAsking(false)} />
      </div>
    </div>
  );
}

function SettingsFile() {
  const client = useClient();
  const translate = useTranslate();
  const [said, setSaid] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const answer = await client.invoke('settings.export', null);
    if (!answer.ok || answer.value.result === 'failed') setSaid(translate('keeping.exportFailed'));
    else if (answer.value.file === null) setSaid(null);
    else setSaid(translate('keeping.exported', { file: answer.value.file }));
  };
  const take = async (): Promise<void> => {
    const answer = await client.invoke('settings.import', null);
    if (!answer.ok) return setSaid(translate('failure.command'));
    setSaid(importWords(answer.value));
  };
  const importWords = ({ result, refused }: CommandOutput<'settings.import'>): string | null => {
    switch (result) {
      case 'done':
        return refused.length === 0
          ? translate('keeping.imported')
          : translate('keeping.importedBut', { paths: refused.join(', ') });
      case 'cancelled':
        return null;
      case 'unreadable':
        return translate('keeping.importUnreadable');
      case 'newer':
        return translate('keeping.importNewer');
      case 'notSaved':
        return translate('settings.notSaved');
    }
  };
  return (
    <>
      <div className={classes.test}>
        <Button onPress={() => void save()}>{translate('keeping.export')}</Button>
        <Button onPress={() => void take()}>{translate('keeping.import')}</Button>
      </div>
      <p className={classes.note}>
        <MarkedLabel text={translate('keeping.fileWhat')} />
      </p>
      <output className={classes.note}>{said !== null && <RemoteText text={said} />}</output>
    </>
  );
}

function sizeText(bytes: number, language: string): string {
  const megabytes = bytes / 1_000_000;
  const unit = megabytes >= 1_000 ? 'gigabyte' : 'megabyte';
  const value = megabytes >= 1_000 ? megabytes / 1_000 : megabytes;
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}

function dayText(atMs: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(atMs);
}

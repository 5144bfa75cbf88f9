import { FlaskConical, X } from 'lucide-react';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { ClientProvider, useClient, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { createSampleClient } from './sampleClient.ts';
import classes from './Sample.module.css';

/** How long it is said that something needs a real account. Milliseconds. */
const noteMs = 8_000;

/** Below it, the pages show invented rows; without `isOn`, what is real. */
export function SampleProvider({ isOn, children }: { isOn: boolean; children: ReactNode }) {
  const real = useClient();
  const translate = useTranslate();
  const [nowMs] = useState(() => Date.now());
  /** How often something was asked for that samples cannot do; 0 while nothing is said of it. */
  const [declined, setDeclined] = useState(0);
  const sample = useMemo(
    () =>
      isOn ? createSampleClient(real, translate, nowMs, () => setDeclined((before) => before + 1)) : null,
    [isOn, real, translate, nowMs],
  );
  return (
    <ClientProvider client={sample ?? real}>
      {children}
      {isOn && <SampleNote times={declined} onDone={() => setDeclined(0)} />}
    </ClientProvider>
  );
}

/** Says that what was pressed does nothing among samples. */
function SampleNote({ times, onDone }: { times: number; onDone: () => void }) {
  const translate = useTranslate();
  useEffect(() => {
    if (times === 0) return undefined;
    const timer = setTimeout(onDone, noteMs);
    return () => clearTimeout(timer);
  }, [times, onDone]);
  return (
    <output className={classes.note} hidden={times === 0}>
      {times > 0 && (
        <>
          <FlaskConical size={16} aria-hidden="true" />
          <span>{translate('sample.onlySample')}</span>
          <Button look="plain" small icon aria-label={translate('common.hide')} onPress={onDone}>
            <X size={14} aria-hidden="true" />
          </Button>
        </>
      )}
    </output>
  );
}

/** Says that what is shown is invented, and leads out of it. */
export function SampleStrip({ onLeave }: { onLeave: () => void }) {
  const translate = useTranslate();
  return (
    <section className={classes.strip} aria-label={translate('sample.title')}>
      <FlaskConical size={16} aria-hidden="true" />
      <p className={classes.words}>
        <strong>{translate('sample.strip')}</strong> {translate('sample.stripWhat')}
      </p>
      <Button small look="primary" onPress={onLeave}>
        {translate('sample.signIn')}
      </Button>
    </section>
  );
}

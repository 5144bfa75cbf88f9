import { FlaskConical } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { ClientProvider, useClient, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { createSampleClient } from './sampleClient.ts';
import classes from './Sample.module.css';

/** Below it, the pages show invented rows; without `isOn`, what is real. */
export function SampleProvider({ isOn, children }: { isOn: boolean; children: ReactNode }) {
  const real = useClient();
  const translate = useTranslate();
  const [nowMs] = useState(() => Date.now());
  const sample = useMemo(
    () => (isOn ? createSampleClient(real, translate, nowMs) : null),
    [isOn, real, translate, nowMs],
  );
  return <ClientProvider client={sample ?? real}>{children}</ClientProvider>;
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

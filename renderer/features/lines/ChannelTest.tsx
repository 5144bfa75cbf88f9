import { Check, X } from 'lucide-react';
import { useState } from 'react';
import type { TestStep } from '../../../electron/shared/contract.ts';
import { causeAdvice, causeText } from '../../../electron/shared/eventText.ts';
import { useClient, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import classes from './LinesPage.module.css';

/** Proves one channel from end to end, each step ticked with its time. */
export function ChannelTest({
  accountId,
  channel,
  title,
}: {
  accountId: string;
  channel: string;
  title: string;
}) {
  const client = useClient();
  const translate = useTranslate();
  const [running, setRunning] = useState(false);
  const [steps, setSteps] = useState<readonly TestStep[] | 'failed' | null>(null);
  const run = async (): Promise<void> => {
    setRunning(true);
    const answer = await client.invoke('lines.test', { accountId, channel });
    setSteps(answer.ok ? answer.value.steps : 'failed');
    setRunning(false);
  };
  return (
    <div className={classes.test}>
      <Button
        look="plain"
        small
        isDisabled={running}
        aria-label={translate('lines.testNamed', { name: title })}
        onPress={() => void run()}
      >
        {translate(running ? 'lines.testing' : 'lines.test')}
      </Button>
      <output>
        {steps === 'failed' && <p>{translate('failure.command')}</p>}
        {Array.isArray(steps) && (
          <ol className={classes.steps}>
            {steps.map((step: TestStep) => (
              <li key={step.step}>
                {step.ok ? <Check size={14} aria-hidden="true" /> : <X size={14} aria-hidden="true" />}
                <span>{translate(`test.${step.step}`)}</span>
                <span className={classes.took}>
                  {translate(step.ok ? 'test.took' : 'test.failed', { ms: step.tookMs })}
                </span>
                {step.cause !== null && (
                  <span className={classes.took}>
                    {causeText(step.cause, translate)}. {causeAdvice(step.cause, translate)}
                  </span>
                )}
              </li>
            ))}
          </ol>
        )}
      </output>
    </div>
  );
}

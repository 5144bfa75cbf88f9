import { useEffect, useRef, useState } from 'react';
import { useAppState, useLanguage, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { allLines } from '../settings/lineChoices.ts';
import { TestNotification } from '../settings/NotificationSection.tsx';
import { shiftText } from '../settings/shifts/shiftText.ts';
import { SignInForm } from '../settings/SignInForm.tsx';
import { LineSwitches } from './LineSwitches.tsx';
import {
  isDone,
  openStep,
  stepNames,
  withChosenLines,
  withDone,
  withSkipped,
  type StepName,
  type WelcomeProgress,
} from './progress.ts';
import { ShiftChoice } from './ShiftChoice.tsx';
import { WelcomeStep } from './WelcomeStep.tsx';
import classes from './WelcomePage.module.css';

export interface WelcomePageProps {
  progress: WelcomeProgress;
  onProgress: (progress: WelcomeProgress) => void;
  onOwnShifts: () => void;
  onShowEvents: () => void;
  onLookAround: () => void;
}

/** The first day: four things to do, each to be skipped, ticked as they are done. */
export function WelcomePage(props: WelcomePageProps) {
  const { onProgress } = props;
  const state = useAppState();
  const [chosen] = useState(() => state.settings.channelsOff.length > 0);
  const progress = chosen ? withChosenLines(props.progress) : props.progress;
  const translate = useTranslate();
  const language = useLanguage();
  const page = useRef<HTMLDivElement>(null);
  const account = state.accounts.find(({ status }) => status === 'signedIn') ?? null;
  const open = openStep(progress, state);
  const openBefore = useRef(open);
  useEffect(() => {
    if (openBefore.current === open) return;
    openBefore.current = open;
    // What was pressed is gone with its step; the keyboard goes on where the work does.
    const next = open === null ? '[data-leave] button' : `[data-step="${open}"] h2 button`;
    page.current?.querySelector<HTMLElement>(next)?.focus();
  }, [open]);
  const { shifts } = state.settings.attention;
  const results: Record<StepName, string | null> = {
    signIn: account?.label ?? null,
    lines: null,
    test: null,
    shift:
      shifts.length === 0
        ? translate('welcome.shiftNone')
        : translate('welcome.shiftSet', {
            shifts: shifts.map((one) => shiftText(one, allLines(state), translate, language)).join('; '),
          }),
  };
  const finish = (step: StepName): void => onProgress(withDone(progress, step));
  const content = (step: StepName) => {
    switch (step) {
      case 'signIn':
        return account === null ? <SignInForm /> : null;
      case 'lines':
        return account === null ? (
          <p className={classes.note}>{translate('welcome.linesSignIn')}</p>
        ) : (
          <LineSwitches account={account} onTake={() => finish('lines')} />
        );
      case 'test':
        // It stays open: what is said of the notification is to be read.
        return (
          <TestNotification onDelivered={() => onProgress({ ...withDone(progress, 'test'), open: 'test' })} />
        );
      case 'shift':
        return <ShiftChoice onDone={() => finish('shift')} onOwn={props.onOwnShifts} />;
    }
  };
  return (
    <div ref={page} className={classes.page}>
      <div className={classes.column}>
        <header>
          <h1>{translate('welcome.title')}</h1>
          <p className={classes.what}>{translate('welcome.what')}</p>
          {account === null && (
            <div className={classes.look} data-leave>
              <Button onPress={props.onLookAround}>{translate('welcome.lookAround')}</Button>
              <p className={classes.note}>{translate('welcome.lookAroundWhat')}</p>
            </div>
          )}
        </header>
        <ol className={classes.steps} aria-label={translate('welcome.steps')}>
          {stepNames.map((step, index) => (
            <WelcomeStep
              key={step}
              name={step}
              number={index + 1}
              title={translate(`welcome.${step}`)}
              what={translate(`welcome.${step}What`)}
              result={results[step]}
              done={isDone(step, progress, state)}
              skipped={progress.skipped.includes(step)}
              isOpen={open === step}
              onOpen={() => onProgress({ ...progress, open: step })}
              onSkip={() => onProgress(withSkipped(progress, step))}
              onNext={() => onProgress({ ...progress, open: null })}
            >
              {content(step)}
            </WelcomeStep>
          ))}
        </ol>
        {account !== null && (
          <div className={classes.leave} data-leave>
            <Button look={open === null ? 'primary' : 'normal'} onPress={props.onShowEvents}>
              {translate('welcome.showEvents')}
            </Button>
            <p className={classes.note}>{translate('welcome.later')}</p>
          </div>
        )}
      </div>
    </div>
  );
}

import { Check } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { listeningText, summariseListening } from '../../../electron/shared/listening.ts';
import { useAppState, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { joinClasses } from '../../ui/joinClasses.ts';
import { ListeningGlyph, listeningShape } from '../../ui/ListeningGlyph.tsx';
import { TestNotification } from '../settings/NotificationSection.tsx';
import { SignInForm } from '../settings/SignInForm.tsx';
import classes from './WelcomePage.module.css';

export interface WelcomePageProps {
  linesSeen: boolean;
  onShowLines: () => void;
  onShowEvents: () => void;
}

/** The first day: three things to do, ticked as they are done. */
export function WelcomePage({ linesSeen, onShowLines, onShowEvents }: WelcomePageProps) {
  const state = useAppState();
  const translate = useTranslate();
  const [tested, setTested] = useState(false);
  const account = state.accounts.find(({ status }) => status === 'signedIn') ?? null;
  const listening = summariseListening(state);
  return (
    <div className={classes.page}>
      <div className={classes.column}>
        <header>
          <h1>{translate('welcome.title')}</h1>
          <p className={classes.what}>{translate('welcome.what')}</p>
        </header>
        <ol className={classes.steps} aria-label={translate('welcome.steps')}>
          <Step
            number={1}
            title={translate('welcome.stepSignIn')}
            what={account === null ? translate('welcome.stepSignInWhat') : account.label}
            done={account !== null}
            now={account === null}
          >
            {account === null && <SignInForm />}
          </Step>
          <Step
            number={2}
            title={translate('welcome.stepLines')}
            what={translate('welcome.stepLinesWhat')}
            done={linesSeen}
            now={account !== null && !linesSeen}
          >
            {account !== null && (
              <div className={classes.lines}>
                <span className={classes.listening}>
                  <ListeningGlyph shape={listeningShape(listening.status)} />
                  {listeningText(listening, translate)}
                </span>
                <Button onPress={onShowLines}>{translate('welcome.showLines')}</Button>
              </div>
            )}
          </Step>
          <Step
            number={3}
            title={translate('welcome.stepTest')}
            what={translate('welcome.stepTestWhat')}
            done={tested}
            now={account !== null && linesSeen && !tested}
          >
            {account !== null && <TestNotification onDelivered={() => setTested(true)} />}
          </Step>
        </ol>
        {account !== null && (
          <div>
            <Button look="primary" onPress={onShowEvents}>
              {translate('welcome.showEvents')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

function Step(props: {
  number: number;
  title: string;
  what: string;
  done: boolean;
  now: boolean;
  children: ReactNode;
}) {
  const translate = useTranslate();
  return (
    <li className={joinClasses(classes.step, props.now && classes.now, props.done && classes.done)}>
      <span className={classes.mark}>
        {props.done ? (
          <>
            <Check size={16} strokeWidth={2.5} aria-hidden="true" />
            <span className="visuallyHidden">{translate('welcome.done')}</span>
          </>
        ) : (
          <span aria-hidden="true">{props.number}</span>
        )}
      </span>
      <div className={classes.body}>
        <h2>{props.title}</h2>
        <p className={classes.stepWhat}>{props.what}</p>
        {props.children}
      </div>
    </li>
  );
}

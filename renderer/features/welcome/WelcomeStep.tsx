import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { joinClasses } from '../../ui/joinClasses.ts';
import { RemoteText } from '../../ui/RemoteText.tsx';
import type { StepName } from './progress.ts';
import classes from './WelcomePage.module.css';

export interface WelcomeStepProps {
  name: StepName;
  number: number;
  title: string;
  what: string;
  /** What came of it, where that is worth a line. */
  result: string | null;
  done: boolean;
  skipped: boolean;
  isOpen: boolean;
  onOpen: () => void;
  onSkip: () => void;
  onNext: () => void;
  children: ReactNode;
}

/** One thing to do; only the one that is open shows what it takes. */
export function WelcomeStep(props: WelcomeStepProps) {
  const { done, skipped, isOpen, result } = props;
  const translate = useTranslate();
  return (
    <li
      className={joinClasses(classes.step, isOpen && classes.now, done && classes.done)}
      data-step={props.name}
    >
      <Mark number={props.number} done={done} skipped={skipped} />
      <div className={classes.body}>
        <h2>
          <button
            type="button"
            className={classes.stepTitle}
            aria-expanded={isOpen}
            onClick={() => {
              if (!isOpen) props.onOpen();
            }}
          >
            {props.title}
          </button>
        </h2>
        <p className={classes.stepWhat}>
          {done && result !== null ? <RemoteText text={result} /> : props.what}
        </p>
        {isOpen && (
          <div className={classes.open}>
            {props.children}
            <div>
              <Button look="plain" small onPress={done ? props.onNext : props.onSkip}>
                {translate(done ? 'welcome.next' : 'welcome.skip')}
              </Button>
            </div>
          </div>
        )}
      </div>
    </li>
  );
}

function Mark({ number, done, skipped }: { number: number; done: boolean; skipped: boolean }) {
  const translate = useTranslate();
  if (!done && !skipped) {
    return (
      <span className={classes.mark}>
        <span aria-hidden="true">{number}</span>
      </span>
    );
  }
  const Glyph = done ? Check : Minus;
  return (
    <span className={classes.mark}>
      <Glyph size={16} strokeWidth={2.5} aria-hidden="true" />
      <span className="visuallyHidden">{translate(done ? 'welcome.done' : 'welcome.skipped')}</span>
    </span>
  );
}

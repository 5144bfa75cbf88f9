import { Plus, Trash2 } from 'lucide-react';
import { unansweredActionSchema, type UnansweredStep } from '../../../../electron/shared/attention.ts';
import { useTranslate } from '../../../state/clientContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dropdown } from '../../../ui/choices.tsx';
import { neighbours, useFocusHandover } from '../../../ui/focusHandover.ts';
import { NumberField } from '../NumberField.tsx';
import { useStepNames } from './stepNames.ts';
import classes from '../SettingsPage.module.css';

const maxSteps = 6;
/** Minutes in a day: the latest step. */
const maxMinutes = 1_440;

/** The steps of the unanswered timer, in the order in which they come. */
export function StepsField(props: {
  steps: readonly UnansweredStep[];
  isDisabled: boolean;
  /** What no steps mean here. */
  empty: string;
  onChange: (steps: UnansweredStep[]) => void;
}) {
  const { steps, isDisabled, empty, onChange } = props;
  const translate = useTranslate();
  const inOrder = (next: readonly UnansweredStep[]): void =>
    onChange([...next].sort((one, other) => one.afterMinutes - other.afterMinutes));
  const { nameOf, carryOver } = useStepNames(steps);
  const removed = useFocusHandover(neighbours);
  /** No more of them fit: on to the one that was added last. */
  const full = useFocusHandover(({ box }) => [box?.lastElementChild?.querySelector('input')]);
  const latest = steps.at(-1)?.afterMinutes ?? 0;
  return (
    <div className={classes.steps}>
      {steps.length === 0 && <p className={classes.note}>{empty}</p>}
      {steps.map((step, place) => (
        <div key={nameOf(place)} ref={removed} className={classes.step}>
          <NumberField
            label={translate('unanswered.afterMinutes')}
            value={step.afterMinutes}
            min={1}
            max={maxMinutes}
            isDisabled={isDisabled}
            check={(minutes) =>
              steps.some(({ afterMinutes }) => afterMinutes === minutes)
                ? translate('unanswered.twice')
                : null
            }
            onCommit={(afterMinutes) => {
              carryOver(place, afterMinutes);
              inOrder(steps.with(place, { ...step, afterMinutes }));
            }}
          />
          <Dropdown
            stacked
            label={translate('unanswered.action')}
            value={step.action}
            isDisabled={isDisabled}
            onChange={(action) => inOrder(steps.with(place, { ...step, action }))}
            choices={unansweredActionSchema.options.map((action) => ({
              value: action,
              label: translate(`unanswered.${action}`),
            }))}
          />
          <Button
            look="plain"
            small
            icon
            isDisabled={isDisabled}
            aria-label={translate('unanswered.removeStep', { minutes: step.afterMinutes })}
            onPress={() => onChange(steps.filter((other) => other !== step))}
          >
            <Trash2 size={15} aria-hidden="true" />
          </Button>
        </div>
      ))}
      {steps.length < maxSteps && latest < maxMinutes && (
        <div ref={full}>
          <Button
            small
            isDisabled={isDisabled}
            onPress={() =>
              inOrder([
                ...steps,
                { afterMinutes: Math.min(maxMinutes, latest === 0 ? 5 : latest * 2), action: 'repeat' },
              ])
            }
          >
            <Plus size={14} aria-hidden="true" />
            {translate('unanswered.addStep')}
          </Button>
        </div>
      )}
    </div>
  );
}

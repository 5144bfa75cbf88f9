import { lineTitle } from '../../../../electron/shared/eventText.ts';
import { defaultAttention, type UnansweredStep } from '../../../../electron/shared/attention.ts';
import { useAppState, useTranslate } from '../../../state/clientContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dropdown } from '../../../ui/choices.tsx';
import { useFocusHandover } from '../../../ui/focusHandover.ts';
import { MarkedLabel } from '../../../ui/MarkedText.tsx';
import { RemoteText } from '../../../ui/RemoteText.tsx';
import { HeldNote, SettingToggle } from '../controls.tsx';
import { allLines, every, lineChoices } from '../lineChoices.ts';
import { Section, Trouble } from '../Section.tsx';
import { useApply } from '../useSetting.ts';
import { StepsField } from './StepsField.tsx';
import classes from '../SettingsPage.module.css';

/** What happens when a customer waits. */
export function UnansweredSection() {
  const state = useAppState();
  const translate = useTranslate();
  const steps = useApply('attention.unanswered.steps');
  const { unanswered } = state.settings.attention;
  return (
    <Section name="unanswered" title={translate('unanswered.title')} note={translate('unanswered.what')}>
      <div className={classes.card}>
        <div className={classes.block}>
          <SettingToggle
            path="attention.unanswered.enabled"
            label={translate('unanswered.enabled')}
            isSelected={unanswered.enabled}
          />
        </div>
        {unanswered.enabled && (
          <>
            <fieldset className={classes.block}>
              <legend className={classes.groupTitle}>
                <MarkedLabel text={translate('unanswered.steps')} />
              </legend>
              <StepsField
                steps={unanswered.steps}
                isDisabled={steps.held !== null}
                empty={translate('unanswered.none')}
                onChange={(value) => void steps.apply(value)}
              />
              <HeldNote held={steps.held} />
              <Trouble words={steps.trouble} />
            </fieldset>
            <LineSteps />
          </>
        )}
      </div>
    </Section>
  );
}

/** Lines that go by steps of their own. */
function LineSteps() {
  const state = useAppState();
  const translate = useTranslate();
  const { apply, trouble, held } = useApply('attention.unanswered.lines');
  const removed = useFocusHandover(({ box }) => [box?.querySelector('button')]);
  const { unanswered } = state.settings.attention;
  const lines = allLines(state);
  const free = lines.filter((line) => !unanswered.lines.some(({ lineId }) => lineId === line.id));
  const change = (lineId: string, steps: UnansweredStep[]): void =>
    void apply(unanswered.lines.map((own) => (own.lineId === lineId ? { lineId, steps } : own)));
  return (
    <div className={classes.block}>
      {free.length > 0 && (
        <Dropdown
          label={translate('unanswered.lineAdd')}
          value={every}
          isDisabled={held !== null}
          onChange={(lineId) => {
            if (lineId === every) return;
            const steps = unanswered.steps.length > 0 ? unanswered.steps : defaultAttention.unanswered.steps;
            void apply([...unanswered.lines, { lineId, steps }]);
          }}
          choices={[
            { value: every, label: translate('settings.chooseLine') },
            ...lineChoices(free, null, translate),
          ]}
        />
      )}
      {unanswered.lines.map(({ lineId, steps }) => {
        const name = lineTitle(lineId, lines, translate) ?? lineId;
        return (
          <fieldset key={lineId} ref={removed} className={classes.lineOwn} aria-label={name}>
            <div className={classes.lineOwnHead}>
              <RemoteText text={name} className={classes.strong} />
              <Button
                look="plain"
                small
                isDisabled={held !== null}
                aria-label={translate('unanswered.lineRemove', { name })}
                onPress={() => void apply(unanswered.lines.filter((own) => own.lineId !== lineId))}
              >
                {translate('settings.reset')}
              </Button>
            </div>
            <StepsField
              steps={steps}
              isDisabled={held !== null}
              empty={translate('unanswered.lineOff')}
              onChange={(next) => change(lineId, next)}
            />
          </fieldset>
        );
      })}
      <HeldNote held={held} />
      <Trouble words={trouble} />
    </div>
  );
}

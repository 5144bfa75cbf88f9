import { useAppState, useClient, useLanguage, useTranslate } from '../../../state/clientContext.tsx';
import { useNow } from '../../../state/useNow.ts';
import { Button } from '../../../ui/Button.tsx';
import { neighbours, useFocusHandover } from '../../../ui/focusHandover.ts';
import { RemoteText } from '../../../ui/RemoteText.tsx';
import { snoozeName, snoozeText } from '../../quiet/quietText.ts';
import { ClockField } from '../ClockField.tsx';
import { Part } from '../search.tsx';
import { Section, Trouble } from '../Section.tsx';
import { SnoozeChoices } from './SnoozeChoices.tsx';
import { useApply } from '../useSetting.ts';
import classes from '../SettingsPage.module.css';

/** Everything that is quiet now, each with its end. */
export function QuietSection() {
  const { quiet, settings } = useAppState();
  const client = useClient();
  const translate = useTranslate();
  const language = useLanguage();
  const now = useNow(30_000);
  const ended = useFocusHandover(neighbours);
  const { apply, trouble, held } = useApply('attention.tomorrowAt');
  return (
    <Section name="quiet" title={translate('quietSettings.title')}>
      <div className={classes.card}>
        <Part of="quiet.now">
          <ul className={classes.items} aria-label={translate('quietSettings.list')}>
            {quiet.snoozes.map((snooze) => (
              <li key={snooze.id} ref={ended} className={classes.item}>
                <RemoteText
                  text={snoozeText(snooze, now, language, translate)}
                  className={classes.itemWords}
                />
                <Button
                  small
                  aria-label={translate('quiet.endNamed', { name: snoozeName(snooze, translate) })}
                  onPress={() => void client.invoke('attention.wakeUp', { id: snooze.id })}
                >
                  {translate('quiet.end')}
                </Button>
              </li>
            ))}
          </ul>
          {quiet.snoozes.length === 0 && (
            <div className={classes.block}>
              <p className={classes.note}>{translate('quietSettings.empty')}</p>
            </div>
          )}
        </Part>
        <Part of="quiet.choices">
          <div className={classes.block}>
            <SnoozeChoices />
          </div>
        </Part>
        <Part of="quiet.tomorrowAt">
          <div className={classes.block}>
            <div className={classes.short}>
              <ClockField
                label={translate('quietSettings.tomorrowAt')}
                value={settings.attention.tomorrowAt}
                held={held}
                onCommit={(value) => void apply(value)}
              />
            </div>
            <Trouble words={trouble} />
          </div>
        </Part>
      </div>
    </Section>
  );
}

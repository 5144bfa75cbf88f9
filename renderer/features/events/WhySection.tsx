import type { Line } from '../../../electron/shared/appState.ts';
import type { EventRow } from '../../../electron/shared/event.ts';
import { useAppState, useLanguage, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { RemoteText } from '../../ui/RemoteText.tsx';
import { ruleText } from '../settings/rules/ruleText.ts';
import { whyText } from './whyText.ts';
import classes from './EventDetail.module.css';

/** "Why was I told?", and the way to the rule that decided. */
export function WhySection(props: {
  row: EventRow;
  lines: readonly Line[];
  onShowRule: (ruleId: string) => void;
}) {
  const { row, lines, onShowRule } = props;
  const { settings } = useAppState();
  const translate = useTranslate();
  const language = useLanguage();
  const rule = settings.attention.rules.find(({ id }) => id === row.ruleId);
  const words = rule === undefined ? null : ruleText(rule, lines, translate, language);
  const why = whyText(row, words, translate);
  return (
    <section className={classes.section}>
      <h3>{why.title}</h3>
      <p>{why.sentence}</p>
      {why.detail !== null && (
        <p className={classes.systemSaid}>
          <RemoteText text={why.detail} />
        </p>
      )}
      {rule !== undefined && (
        <span className={classes.ruleLink}>
          <Button small onPress={() => onShowRule(rule.id)}>
            {translate('why.openRule')}
          </Button>
        </span>
      )}
    </section>
  );
}

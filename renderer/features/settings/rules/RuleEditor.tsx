import { useState } from 'react';
import {
  alertKinds,
  type AlertKind,
  type AlertLevel,
  type ChatClass,
  type Rule,
} from '../../../../electron/shared/attention.ts';
import type { Line } from '../../../../electron/shared/appState.ts';
import { useTranslate } from '../../../state/clientContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dropdown, Toggle } from '../../../ui/choices.tsx';
import { kindTitles } from '../kindTitles.ts';
import { every, lineChoices, messengerChoices } from '../lineChoices.ts';
import { Trouble } from '../Section.tsx';
import { KeywordField } from './KeywordField.tsx';
import { RuleTrial } from './RuleTrial.tsx';
import { useEditorStart } from '../useEditorStart.ts';
import classes from '../SettingsPage.module.css';

const levels: readonly AlertLevel[] = ['urgent', 'notify', 'badge', 'nothing'];

export interface RuleEditorProps {
  rule: Rule;
  isNew: boolean;
  /** All rules as they are saved, this one with them unless it is new. */
  others: readonly Rule[];
  lines: readonly Line[];
  trouble: string | null;
  onSave: (rule: Rule) => void;
  onCancel: () => void;
}

/** A rule as a form, and below it what it would have done. Nothing applies before it is saved. */
export function RuleEditor(props: RuleEditorProps) {
  const { rule, isNew, others, lines, onSave, onCancel } = props;
  const translate = useTranslate();
  const [draft, setDraft] = useState(rule);
  const [wordsFit, setWordsFit] = useState(true);
  const { form, heading } = useEditorStart();
  const set = (change: Partial<Rule>): void => setDraft({ ...draft, ...change });
  const classChoices: { value: ChatClass | typeof every; label: string }[] = [
    { value: every, label: translate('rules.anyClass') },
    { value: 'mine', label: translate('settings.classMine') },
    { value: 'unassigned', label: translate('settings.classUnassigned') },
    { value: 'others', label: translate('settings.classOthers') },
  ];
  const kindChoices: { value: AlertKind | typeof every; label: string }[] = [
    { value: every, label: translate('rules.anyKind') },
    ...alertKinds.map((kind) => ({ value: kind, label: translate(kindTitles[kind]) })),
  ];
  const withDraft = isNew
    ? [...others, draft]
    : others.map((other) => (other.id === draft.id ? draft : other));
  return (
    <div ref={form} className={classes.editor}>
      <h3 ref={heading} tabIndex={-1}>
        {translate(isNew ? 'rules.new' : 'rules.edit')}
      </h3>
      <div className={classes.pair}>
        <Dropdown
          stacked
          label={translate('rules.line')}
          value={draft.lineId ?? every}
          onChange={(value) => set({ lineId: value === every ? null : value })}
          choices={[
            { value: every, label: translate('line.all') },
            ...lineChoices(lines, draft.lineId, translate),
          ]}
        />
        <Dropdown
          stacked
          label={translate('rules.messenger')}
          value={draft.messengerType ?? every}
          onChange={(value) => set({ messengerType: value === every ? null : value })}
          choices={[
            { value: every, label: translate('rules.anyMessenger') },
            ...messengerChoices(lines, draft.messengerType, translate),
          ]}
        />
        <Dropdown
          stacked
          label={translate('rules.kind')}
          value={draft.kind ?? every}
          onChange={(value) => set({ kind: value === every ? null : value })}
          choices={kindChoices}
        />
        <Dropdown
          stacked
          label={translate('rules.class')}
          value={draft.chatClass ?? every}
          onChange={(value) => set({ chatClass: value === every ? null : value })}
          choices={classChoices}
        />
      </div>
      <KeywordField
        keywords={draft.keywords}
        onChange={(keywords) => set({ keywords })}
        onFit={setWordsFit}
      />
      <div className={classes.pair}>
        <Dropdown
          stacked
          label={translate('rules.level')}
          value={draft.level}
          onChange={(level) => set({ level })}
          choices={levels.map((level) => ({ value: level, label: translate(`level.${level}`) }))}
        />
        {(draft.level === 'urgent' || draft.level === 'notify') && (
          <Toggle isSelected={draft.sound} onChange={(sound) => set({ sound })}>
            {translate('rules.sound')}
          </Toggle>
        )}
      </div>
      <p className={classes.note}>{translate('level.what')}</p>
      <div className={classes.actions}>
        <Button look="primary" isDisabled={!wordsFit} onPress={() => onSave(draft)}>
          {translate('rules.save')}
        </Button>
        <Button onPress={onCancel}>{translate('common.cancel')}</Button>
      </div>
      <Trouble words={props.trouble} />
      <RuleTrial rules={withDraft} />
    </div>
  );
}

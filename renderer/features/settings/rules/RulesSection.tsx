import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Rule } from '../../../../electron/shared/attention.ts';
import { useAppState, useLanguage, useTranslate } from '../../../state/clientContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useFocusHandover } from '../../../ui/focusHandover.ts';
import { HeldNote } from '../controls.tsx';
import { allLines } from '../lineChoices.ts';
import { Section, Trouble } from '../Section.tsx';
import { useApply } from '../useSetting.ts';
import { RuleEditor } from './RuleEditor.tsx';
import { RuleItem } from './RuleItem.tsx';
import { ruleText } from './ruleText.ts';
import classes from '../SettingsPage.module.css';

/** Most rules the settings hold. */
const maxRules = 200;

/** The person's own rules, in the order in which they are asked. */
export function RulesSection({ wantedRule }: { wantedRule: string | null }) {
  const state = useAppState();
  const translate = useTranslate();
  const language = useLanguage();
  const { apply, trouble, held } = useApply('attention.rules');
  const { rules } = state.settings.attention;
  const lines = allLines(state);
  const [editing, setEditing] = useState<string | null>(wantedRule);
  const [wantedBefore, setWantedBefore] = useState(wantedRule);
  const [added, setAdded] = useState<Rule | null>(null);
  const [deleted, setDeleted] = useState<{ rule: Rule; place: number } | null>(null);
  const [told, setTold] = useState('');
  const undo = useRef<HTMLButtonElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const closed = useFocusHandover(({ box }) => [box?.querySelector('button[aria-expanded]'), add.current]);
  const restored = useFocusHandover(() => [add.current]);
  if (wantedRule !== wantedBefore) {
    setWantedBefore(wantedRule);
    if (wantedRule !== null) setEditing(wantedRule);
  }
  useEffect(() => {
    if (deleted !== null) undo.current?.focus();
  }, [deleted]);

  const words = (rule: Rule): string => ruleText(rule, lines, translate, language);
  const replace = (rule: Rule): Promise<boolean> =>
    apply(rules.map((other) => (other.id === rule.id ? rule : other)));
  const move = (place: number, by: -1 | 1): void => {
    const rule = rules[place];
    if (rule === undefined) return;
    const next = rules.toSpliced(place, 1).toSpliced(place + by, 0, rule);
    setTold(translate('rules.moved', { place: place + by + 1, total: rules.length }));
    void apply(next);
  };
  const remove = (rule: Rule, place: number): void => {
    setDeleted({ rule, place });
    void apply(rules.toSpliced(place, 1));
  };
  const restore = (): void => {
    if (deleted !== null) void apply(rules.toSpliced(deleted.place, 0, deleted.rule));
    setDeleted(null);
  };
  const save = async (rule: Rule): Promise<void> => {
    const isNew = !rules.some(({ id }) => id === rule.id);
    if (!(await (isNew ? apply([...rules, rule]) : replace(rule)))) return;
    setEditing(null);
    setAdded(null);
  };
  const editor = (rule: Rule, isNew: boolean) => (
    <div ref={closed}>
      <RuleEditor
        rule={rule}
        isNew={isNew}
        others={rules}
        lines={lines}
        trouble={trouble}
        onSave={(draft) => void save(draft)}
        onCancel={() => {
          setEditing(null);
          setAdded(null);
        }}
      />
    </div>
  );
  return (
    <Section name="rules" title={translate('rules.title')} note={translate('rules.what')}>
      <div className={classes.card}>
        <ol className={classes.items}>
          {rules.map((rule, place) => (
            <li key={rule.id} data-rule={rule.id}>
              <RuleItem
                rule={rule}
                words={words(rule)}
                place={place}
                isFirst={place === 0}
                isLast={place === rules.length - 1}
                isDisabled={held !== null}
                isEditing={editing === rule.id}
                onEnable={(enabled) => void replace({ ...rule, enabled })}
                onEdit={() => setEditing(editing === rule.id ? null : rule.id)}
                onMove={(by) => move(place, by)}
                onDelete={() => remove(rule, place)}
              />
              {editing === rule.id && editor(rule, false)}
            </li>
          ))}
          {added !== null && <li>{editor(added, true)}</li>}
        </ol>
        <div className={classes.listFoot}>
          {rules.length === 0 && added === null && <p className={classes.note}>{translate('rules.empty')}</p>}
          <Button
            ref={add}
            isDisabled={held !== null || added !== null || rules.length >= maxRules}
            onPress={() => {
              setEditing(null);
              setDeleted(null);
              setAdded(emptyRule());
            }}
          >
            <Plus size={14} aria-hidden="true" />
            {translate('rules.add')}
          </Button>
          {deleted !== null && (
            <span ref={restored} className={classes.undo}>
              {translate('rules.deleted')}
              <Button ref={undo} small onPress={restore}>
                {translate('rules.undo')}
              </Button>
            </span>
          )}
          <HeldNote held={held} />
          <Trouble words={editing === null && added === null ? trouble : null} />
        </div>
        <output className="visuallyHidden">{told}</output>
      </div>
    </Section>
  );
}

function emptyRule(): Rule {
  return {
    id: crypto.randomUUID(),
    enabled: true,
    lineId: null,
    messengerType: null,
    kind: 'message',
    chatClass: null,
    keywords: [],
    level: 'urgent',
    sound: true,
  };
}

import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Switch } from 'react-aria-components';
import type { Rule } from '../../../../electron/shared/attention.ts';
import { useTranslate } from '../../../state/clientContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { joinClasses } from '../../../ui/joinClasses.ts';
import { RemoteText } from '../../../ui/RemoteText.tsx';
import controls from '../../../ui/controls.module.css';
import classes from '../SettingsPage.module.css';

export interface RuleItemProps {
  rule: Rule;
  words: string;
  /** Where in the list it stands, from 0. */
  place: number;
  isFirst: boolean;
  isLast: boolean;
  isDisabled: boolean;
  isEditing: boolean;
  onEnable: (enabled: boolean) => void;
  onEdit: () => void;
  onMove: (by: -1 | 1) => void;
  onDelete: () => void;
}

/** One rule in words, with what can be done to it. */
export function RuleItem(props: RuleItemProps) {
  const { rule, words, place, isFirst, isLast, isDisabled, isEditing } = props;
  const translate = useTranslate();
  const up = useRef<HTMLButtonElement>(null);
  const down = useRef<HTMLButtonElement>(null);
  /** The button that moved the rule keeps the focus; at the end of the list, its counterpart takes it. */
  const pressed = useRef<{ by: -1 | 1; from: number } | null>(null);
  useEffect(() => {
    const wanted = pressed.current;
    // Only its place tells that main has moved it.
    if (wanted === null || wanted.from === place) return;
    pressed.current = null;
    const goesUp = wanted.by === -1 ? !isFirst : isLast;
    (goesUp ? up : down).current?.focus();
  });
  const move = (by: -1 | 1): void => {
    pressed.current = { by, from: place };
    props.onMove(by);
  };
  return (
    <div className={classes.item}>
      <Switch
        isSelected={rule.enabled}
        isDisabled={isDisabled}
        onChange={props.onEnable}
        aria-label={translate('rules.enable', { rule: words })}
        className={controls.toggle ?? ''}
      >
        <span className={controls.track} />
      </Switch>
      <RemoteText text={words} className={joinClasses(classes.itemWords, !rule.enabled && classes.itemOff)} />
      <span className={classes.itemButtons}>
        <Button
          ref={up}
          look="plain"
          small
          icon
          isDisabled={isDisabled || isFirst}
          aria-label={translate('rules.up', { rule: words })}
          onPress={() => move(-1)}
        >
          <ArrowUp size={15} aria-hidden="true" />
        </Button>
        <Button
          ref={down}
          look="plain"
          small
          icon
          isDisabled={isDisabled || isLast}
          aria-label={translate('rules.down', { rule: words })}
          onPress={() => move(1)}
        >
          <ArrowDown size={15} aria-hidden="true" />
        </Button>
        <Button
          look="plain"
          small
          icon
          isDisabled={isDisabled}
          aria-expanded={isEditing}
          aria-label={translate('rules.editNamed', { rule: words })}
          onPress={props.onEdit}
        >
          <Pencil size={15} aria-hidden="true" />
        </Button>
        <Button
          look="plain"
          small
          icon
          isDisabled={isDisabled}
          aria-label={translate('rules.delete', { rule: words })}
          onPress={props.onDelete}
        >
          <Trash2 size={15} aria-hidden="true" />
        </Button>
      </span>
    </div>
  );
}

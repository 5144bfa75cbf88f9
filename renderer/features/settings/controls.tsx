import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SettingChange } from '../../../electron/shared/settings.ts';
import { useTranslate } from '../../state/clientContext.tsx';
import { Dropdown, Toggle, type Choice } from '../../ui/choices.tsx';
import { MarkedLabel } from '../../ui/MarkedText.tsx';
import { Trouble } from './Section.tsx';
import { useApply, type Held } from './useSetting.ts';
import own from './controls.module.css';
import classes from './SettingsPage.module.css';

/** Says who holds a setting that cannot be changed here; nothing where nobody does. */
export function HeldNote({ held }: { held: Held | null }) {
  const translate = useTranslate();
  if (held === null) return null;
  return (
    <p className={own.held}>
      <HeldGlyph held={held} />
      <span>{translate(held)}</span>
    </p>
  );
}

/** For fields whose hint says it in words already. */
export function HeldGlyph({ held }: { held: Held | null }) {
  return held === null ? null : <Lock size={12} aria-hidden="true" />;
}

/** A switch of one setting, with what is to be said of it beneath. */
export function SettingToggle(props: { path: string; label: string; isSelected: boolean; note?: ReactNode }) {
  const { apply, trouble, held } = useApply(props.path);
  return (
    <>
      <Toggle
        isSelected={props.isSelected}
        isDisabled={held !== null}
        onChange={(value) => void apply(value)}
      >
        {props.label}
      </Toggle>
      <HeldNote held={held} />
      {held === null && props.note !== undefined && props.note !== null && (
        <p className={classes.note}>
          {typeof props.note === 'string' ? <MarkedLabel text={props.note} /> : props.note}
        </p>
      )}
      <Trouble words={trouble} />
    </>
  );
}

/** A choice of one setting among several. */
export function SettingDropdown<Value extends string>(props: {
  path: string;
  label: string;
  value: Value;
  choices: readonly Choice<Value>[];
  hint?: string | null;
  /** What is told to main where it is not the choice's own name. */
  toValue?: (value: Value) => SettingChange['value'];
}) {
  const { path, toValue, ...rest } = props;
  const { apply, trouble, held } = useApply(path);
  return (
    <>
      <Dropdown
        {...rest}
        isDisabled={held !== null}
        onChange={(value) => void apply(toValue === undefined ? value : toValue(value))}
      />
      <HeldNote held={held} />
      <Trouble words={trouble} />
    </>
  );
}

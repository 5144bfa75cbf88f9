import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import type { Choice } from './choices.tsx';
import { plainName, RemoteText } from './RemoteText.tsx';
import classes from './Choices.module.css';

/** Any of several, all in view. */
export function Checks<Value extends string>(props: {
  label: string;
  values: readonly Value[];
  choices: readonly Choice<Value>[];
  onChange: (values: Value[]) => void;
  isDisabled?: boolean;
}) {
  const { choices, onChange } = props;
  return (
    <CheckboxGroup
      value={[...props.values]}
      isDisabled={props.isDisabled ?? false}
      onChange={(values) =>
        onChange(choices.map(({ value }) => value).filter((value) => values.includes(value)))
      }
      className={classes.group ?? ''}
    >
      <Label className={classes.groupLabel ?? ''}>{props.label}</Label>
      {choices.map((choice) => (
        <Checkbox key={choice.value} value={choice.value} className={classes.check ?? ''}>
          <CheckMark />
          <RemoteText text={plainName(choice.label)} />
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

/** Yes or no. */
export function CheckOne(props: {
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
  children: ReactNode;
}) {
  const { children, ...rest } = props;
  return (
    <Checkbox {...rest} className={classes.check ?? ''}>
      <CheckMark />
      <span>{children}</span>
    </Checkbox>
  );
}

function CheckMark() {
  return (
    <span className={classes.box}>
      <Check size={12} strokeWidth={3} aria-hidden="true" />
    </span>
  );
}

import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Radio,
  RadioGroup,
  Select,
  SelectValue,
  Switch,
  Text,
} from 'react-aria-components';
import { joinClasses } from './joinClasses.ts';
import { MarkedLabel } from './MarkedText.tsx';
import { plainName, RemoteText } from './RemoteText.tsx';
import classes from './controls.module.css';

export interface Choice<Value extends string> {
  value: Value;
  label: string;
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  choices: readonly Choice<Value>[];
  onChange: (value: Value) => void;
  isDisabled?: boolean;
  hint?: string | null;
  /** The label above and the button as wide as there is room; beside each other otherwise. */
  stacked?: boolean;
}

/** On or off, at once. */
export function Toggle(props: {
  children: ReactNode;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
  isDisabled?: boolean;
}) {
  const { children, ...rest } = props;
  return (
    <Switch {...rest} className={classes.toggle ?? ''}>
      <span>{typeof children === 'string' ? <MarkedLabel text={children} /> : children}</span>
      <span className={classes.track} />
    </Switch>
  );
}

/** One of few, all in view. */
export function Radios<Value extends string>({
  label,
  value,
  choices,
  onChange,
  ...rest
}: ChoiceProps<Value>) {
  return (
    <RadioGroup
      value={value}
      onChange={pick(choices, onChange)}
      isDisabled={rest.isDisabled ?? false}
      className={classes.radios ?? ''}
    >
      <Label className={classes.label ?? ''}>
        <MarkedLabel text={label} />
      </Label>
      <div className={classes.radioList}>
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className={classes.radio ?? ''}>
            <span className={classes.dot} />
            <MarkedLabel text={choice.label} />
          </Radio>
        ))}
      </div>
      {rest.hint !== undefined && rest.hint !== null && (
        <Text slot="description" className={classes.hint ?? ''}>
          <MarkedLabel text={rest.hint} />
        </Text>
      )}
    </RadioGroup>
  );
}

/** One of two or three ways to see the same thing. */
export function Segments<Value extends string>({ label, value, choices, onChange }: ChoiceProps<Value>) {
  return (
    <RadioGroup
      aria-label={label}
      orientation="horizontal"
      value={value}
      onChange={pick(choices, onChange)}
      className={classes.segments ?? ''}
    >
      {choices.map((choice) => (
        <Radio key={choice.value} value={choice.value} className={classes.segment ?? ''}>
          {choice.label}
        </Radio>
      ))}
    </RadioGroup>
  );
}

/** One of several, folded. */
export function Dropdown<Value extends string>({
  label,
  value,
  choices,
  onChange,
  ...rest
}: ChoiceProps<Value>) {
  return (
    <Select
      className={joinClasses(classes.select, rest.stacked === true && classes.stacked)}
      value={value}
      onChange={(key) => pick(choices, onChange)(String(key))}
      isDisabled={rest.isDisabled ?? false}
    >
      <span>
        <Label className={classes.selectLabel ?? ''}>
          <MarkedLabel text={label} />
        </Label>
        {rest.hint !== undefined && rest.hint !== null && (
          <Text slot="description" elementType="div" className={classes.hint ?? ''}>
            <MarkedLabel text={rest.hint} />
          </Text>
        )}
      </span>
      <Button className={joinClasses(classes.button, classes.selectButton)}>
        <SelectValue />
        <ChevronDown size={16} aria-hidden="true" />
      </Button>
      <Popover className={classes.popover ?? ''}>
        <ListBox items={choices.map((choice) => ({ ...choice, id: choice.value }))}>
          {(choice) => (
            <ListBoxItem textValue={plainName(choice.label)} className={classes.option ?? ''}>
              {({ isSelected }) => (
                <>
                  <RemoteText text={plainName(choice.label)} />
                  {isSelected && <Check size={14} aria-hidden="true" />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

function pick<Value extends string>(choices: readonly Choice<Value>[], onChange: (value: Value) => void) {
  return (picked: string): void => {
    const found = choices.find((choice) => choice.value === picked);
    if (found !== undefined) onChange(found.value);
  };
}

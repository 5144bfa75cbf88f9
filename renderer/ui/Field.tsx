import { CircleAlert } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import { joinClasses } from './joinClasses.ts';
import { MarkedLabel } from './MarkedText.tsx';
import classes from './controls.module.css';

export interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  type?: 'text' | 'email' | 'password';
  autoComplete?: string;
  hint?: string | null;
  error?: string | null;
  isDisabled?: boolean;
  /** Set in the monospaced face: names and addresses that are compared by eye. */
  code?: boolean;
  rows?: number;
  /** Stands at the right end of the label. */
  extra?: ReactNode;
  maxLength?: number;
}

/** One labelled text field; its error is told where it is. */
export function Field(props: FieldProps) {
  const { label, hint, error, code = false, rows, extra, ...field } = props;
  const isInvalid = error !== null && error !== undefined;
  const inputClass = joinClasses(classes.input, code && classes.code);
  return (
    <TextField {...field} isInvalid={isInvalid} validationBehavior="aria" className={classes.field ?? ''}>
      <span className={classes.label}>
        <Label>
          <MarkedLabel text={label} />
        </Label>
        {extra}
      </span>
      {rows === undefined ? (
        <Input className={inputClass} spellCheck={false} />
      ) : (
        <TextArea className={inputClass} rows={rows} spellCheck={false} />
      )}
      {hint !== undefined && hint !== null && (
        <Text slot="description" className={classes.hint ?? ''}>
          <MarkedLabel text={hint} />
        </Text>
      )}
      <FieldError className={classes.error ?? ''}>
        <CircleAlert size={14} aria-hidden="true" />
        <span>{error}</span>
      </FieldError>
    </TextField>
  );
}

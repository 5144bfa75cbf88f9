import { Search, X } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { joinClasses } from './joinClasses.ts';
import classes from './SearchBox.module.css';

export interface SearchBoxProps {
  label: string;
  placeholder: string;
  clearLabel: string;
  value: string;
  onChange: (text: string) => void;
  /** The key that leads here, for those who are told of it. */
  keys: string;
  maxLength: number;
  field: RefObject<HTMLInputElement | null>;
  onKeyDown?: (event: KeyboardEvent) => void;
  /** How wide it is, where it stands. */
  className?: string | undefined;
}

/** One field to search with; Esc or its cross clears it. */
export function SearchBox({ field, ...props }: SearchBoxProps) {
  const keyDown = props.onKeyDown === undefined ? {} : { onKeyDown: props.onKeyDown };
  return (
    <SearchField
      aria-label={props.label}
      value={props.value}
      onChange={props.onChange}
      className={joinClasses(classes.search, props.className)}
    >
      <Search size={14} className={classes.glyph} aria-hidden="true" />
      <Input
        ref={field}
        className={classes.input ?? ''}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        spellCheck={false}
        aria-keyshortcuts={props.keys}
        {...keyDown}
      />
      {props.value !== '' && (
        <Button className={classes.clear ?? ''} aria-label={props.clearLabel}>
          <X size={14} aria-hidden="true" />
        </Button>
      )}
    </SearchField>
  );
}

import { useEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslate } from '../../../state/clientContext.tsx';
import { SearchBox } from '../../../ui/SearchBox.tsx';
import classes from './FilterBar.module.css';

/** How long after the last key the list is asked. Milliseconds. */
const restMs = 200;
/** Longest search the contract takes. Characters. */
const maxLength = 200;

/** Asks the list after a rest in typing. */
export function SearchField(props: {
  value: string;
  onSearch: (text: string) => void;
  /** Where the keyboard goes from here. */
  onLeave: () => void;
  field: RefObject<HTMLInputElement | null>;
}) {
  const { value, onSearch, onLeave, field } = props;
  const translate = useTranslate();
  const [text, setText] = useState(value);
  /** What the list was last asked for, by this field or by others. */
  const [asked, setAsked] = useState(value);
  if (value !== asked) {
    setAsked(value);
    setText(value);
  }
  useEffect(() => {
    if (text === asked) return undefined;
    const timer = setTimeout(
      () => {
        setAsked(text);
        onSearch(text);
      },
      text === '' ? 0 : restMs,
    );
    return () => clearTimeout(timer);
  }, [text, asked, onSearch]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || (event.key === 'Escape' && text === '')) {
      event.preventDefault();
      onLeave();
    } else if (event.key === 'Enter' && text !== asked) {
      setAsked(text);
      onSearch(text);
    }
  };
  return (
    <SearchBox
      label={translate('search.label')}
      placeholder={translate('search.placeholder')}
      clearLabel={translate('search.clear')}
      value={text}
      onChange={setText}
      keys="/"
      maxLength={maxLength}
      field={field}
      onKeyDown={onKeyDown}
      className={classes.search}
    />
  );
}

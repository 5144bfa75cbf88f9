import { Search, X } from 'lucide-react';
import { useEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import { Button, Input, SearchField as AriaSearchField } from 'react-aria-components';
import { useTranslate } from '../../../state/clientContext.tsx';
import classes from './FilterBar.module.css';

/** How long after the last key the list is asked. Milliseconds. */
const restMs = 200;
/** Longest search the contract takes. Characters. */
const maxLength = 200;

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
    <AriaSearchField
      aria-label={translate('search.label')}
      value={text}
      onChange={setText}
      className={classes.search ?? ''}
    >
      <Search size={14} className={classes.searchGlyph} aria-hidden="true" />
      <Input
        ref={field}
        className={classes.searchInput ?? ''}
        placeholder={translate('search.placeholder')}
        maxLength={maxLength}
        spellCheck={false}
        aria-keyshortcuts="/"
        onKeyDown={onKeyDown}
      />
      {text !== '' && (
        <Button className={classes.searchClear ?? ''} aria-label={translate('search.clear')}>
          <X size={14} aria-hidden="true" />
        </Button>
      )}
    </AriaSearchField>
  );
}

import { Search, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { useTranslate } from '../../state/clientContext.tsx';
import classes from './SettingsSearch.module.css';

/** Finds settings by their words; Ctrl+F leads here. */
export function SettingsSearch(props: {
  text: string;
  onChange: (text: string) => void;
  /** How many settings were found; null while nothing is searched for. */
  count: number | null;
}) {
  const translate = useTranslate();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      // On a Cyrillic keyboard the key in the same place is meant.
      if (!command || (event.code !== 'KeyF' && event.key.toLowerCase() !== 'f')) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <div className={classes.search}>
      <SearchField
        aria-label={translate('settingsSearch.label')}
        value={props.text}
        onChange={props.onChange}
        className={classes.field ?? ''}
      >
        <Search size={14} className={classes.glyph} aria-hidden="true" />
        <Input
          ref={field}
          className={classes.input ?? ''}
          placeholder={translate('settingsSearch.label')}
          maxLength={100}
          spellCheck={false}
          aria-keyshortcuts="Control+F"
        />
        {props.text !== '' && (
          <Button className={classes.clear ?? ''} aria-label={translate('settingsSearch.clear')}>
            <X size={14} aria-hidden="true" />
          </Button>
        )}
      </SearchField>
      <output className={classes.count}>
        {props.count !== null && translate('settingsSearch.count', { count: props.count })}
      </output>
    </div>
  );
}

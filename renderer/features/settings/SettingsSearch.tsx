import { useEffect, useRef } from 'react';
import { useTranslate } from '../../state/clientContext.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
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
      <SearchBox
        label={translate('settingsSearch.label')}
        placeholder={translate('settingsSearch.label')}
        clearLabel={translate('settingsSearch.clear')}
        value={props.text}
        onChange={props.onChange}
        keys="Control+F"
        maxLength={100}
        field={field}
        className={classes.field}
      />
      <output className={classes.count}>
        {props.count !== null && translate('settingsSearch.count', { count: props.count })}
      </output>
    </div>
  );
}

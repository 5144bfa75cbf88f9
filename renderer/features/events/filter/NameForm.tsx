import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Input, TextField } from 'react-aria-components';
import { useTranslate } from '../../../state/clientContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import classes from './FilterPopover.module.css';

/** Longest name the settings take. Characters. */
const maxLength = 100;

/** Gives a filter its name; Enter saves, Esc leaves it as it was. */
export function NameForm(props: {
  name: string;
  onName: (name: string) => Promise<void>;
  onCancel: () => void;
}) {
  const { onName, onCancel } = props;
  const translate = useTranslate();
  const [name, setName] = useState(props.name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const ready = name.trim() !== '';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && ready) {
      event.preventDefault();
      void onName(name.trim());
    } else if (event.key === 'Escape') {
      // The popover stays: only this form is left.
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }
  };
  return (
    <div className={classes.nameForm}>
      <TextField
        aria-label={translate('filter.saveName')}
        value={name}
        onChange={setName}
        maxLength={maxLength}
        className={classes.nameField ?? ''}
      >
        <Input
          ref={field}
          className={classes.nameInput ?? ''}
          placeholder={translate('filter.saveName')}
          spellCheck={false}
          onKeyDownCapture={onKeyDown}
        />
      </TextField>
      <Button look="primary" small isDisabled={!ready} onPress={() => void onName(name.trim())}>
        {translate('filter.saveYes')}
      </Button>
      <Button small onPress={onCancel}>
        {translate('common.cancel')}
      </Button>
    </div>
  );
}

import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { MessageKey } from '../../../electron/shared/messages/en.ts';
import { useAppState, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useFocusHandover } from '../../ui/focusHandover.ts';
import { HeldGlyph } from './controls.tsx';
import { defaultText, readText, textToValue, type TextPath } from './settingFields.ts';
import { changeWords, useChangeSetting, useHeld } from './useSetting.ts';

export interface SettingFieldProps {
  path: TextPath;
  label: string;
  /** What to say of a value that does not fit. */
  invalid: MessageKey;
  hint?: string | null;
  rows?: number;
}

/**
 * A text setting. It applies when the field is left or Enter is pressed; what does not fit stays in the field
 * with the reason, while main goes on with the value before.
 */
export function SettingField({ path, label, invalid, hint = null, rows }: SettingFieldProps) {
  const { settings } = useAppState();
  const translate = useTranslate();
  const change = useChangeSetting();
  const held = useHeld(path);
  const kept = readText(settings, path);
  const [draft, setDraft] = useState(kept);
  const [error, setError] = useState<string | null>(null);
  const before = useRef(kept);
  useEffect(() => {
    // Main's value changed, by this field or elsewhere: that is what counts now.
    if (before.current !== kept) {
      setDraft(kept);
      setError(null);
    }
    before.current = kept;
  }, [kept]);

  const commit = async (text: string): Promise<void> => {
    if (text === kept) {
      setError(null);
      return;
    }
    const value = textToValue(path, text);
    const refusal = `${translate(invalid)} ${translate('settings.kept')}`;
    if (value === 'misfit') {
      setError(refusal);
      return;
    }
    const result = await change({ path, value: value.value });
    const words = changeWords[result];
    if (result === 'invalid') setError(refusal);
    else setError(words === null ? null : translate(words));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && rows === undefined) void commit(draft);
    if (event.key === 'Escape') {
      setDraft(kept);
      setError(null);
    }
  };
  const standard = defaultText(path);
  const done = useFocusHandover(({ box }) => [box?.parentElement?.querySelector('input, textarea')]);
  const reset =
    draft === standard || held !== null ? (
      <HeldGlyph held={held} />
    ) : (
      <Button
        ref={done}
        look="plain"
        small
        aria-label={translate('settings.resetOne', { name: label })}
        onPress={() => {
          setDraft(standard);
          void commit(standard);
        }}
      >
        {translate('settings.reset')}
      </Button>
    );
  return (
    <Field
      label={label}
      value={draft}
      onChange={setDraft}
      onBlur={() => void commit(draft)}
      onKeyDown={onKeyDown}
      isDisabled={held !== null}
      hint={held === null ? hint : translate(held)}
      error={error}
      extra={reset}
      code
      {...(rows === undefined ? {} : { rows })}
    />
  );
}

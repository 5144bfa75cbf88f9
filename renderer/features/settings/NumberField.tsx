import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslate } from '../../state/clientContext.tsx';
import { Field } from '../../ui/Field.tsx';
import { HeldGlyph } from './controls.tsx';
import type { Held } from './useSetting.ts';

/** A whole number that applies when its field is left; what does not fit stays, explained, and is not told to main. */
export function NumberField(props: {
  label: string;
  value: number;
  min: number;
  max: number;
  /** Why this number cannot be; null where it can. */
  check?: (value: number) => string | null;
  onCommit: (value: number) => void;
  isDisabled?: boolean;
  held?: Held | null;
}) {
  const { label, value, min, max, check, onCommit, isDisabled = false, held = null } = props;
  const translate = useTranslate();
  const [draft, setDraft] = useState(String(value));
  const [error, setError] = useState<string | null>(null);
  const before = useRef(value);
  useEffect(() => {
    if (before.current !== value) {
      setDraft(String(value));
      setError(null);
    }
    before.current = value;
  }, [value]);
  const commit = (): void => {
    const text = draft.trim();
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= min && number <= max)) {
      setError(`${translate('settings.wholeNumber', { min, max })} ${translate('settings.kept')}`);
      return;
    }
    const refusal = number === value ? null : (check?.(number) ?? null);
    setError(refusal);
    if (refusal === null && number !== value) onCommit(number);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape') {
      setDraft(String(value));
      setError(null);
    }
  };
  return (
    <Field
      label={label}
      value={draft}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={onKeyDown}
      isDisabled={isDisabled || held !== null}
      hint={held === null ? null : translate(held)}
      extra={<HeldGlyph held={held} />}
      error={error}
      maxLength={9}
    />
  );
}

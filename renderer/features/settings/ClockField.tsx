import { useEffect, useRef, useState } from 'react';
import { useTranslate } from '../../state/clientContext.tsx';
import { Field } from '../../ui/Field.tsx';
import { HeldGlyph } from './controls.tsx';
import type { Held } from './useSetting.ts';

/** "9", "9:05", "0905" or "09.05" as "09:05"; null for what is no time of day. */
export function readClock(text: string): string | null {
  const found = /^(\d{1,2})(?:[:. ]?(\d{2}))?$/.exec(text.trim());
  if (found === null) return null;
  const hours = Number(found[1]);
  const minutes = Number(found[2] ?? '0');
  if (hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** A time of day that applies when its field is left. */
export function ClockField(props: {
  label: string;
  value: string;
  onCommit: (value: string) => void;
  held?: Held | null;
}) {
  const { label, value, onCommit, held = null } = props;
  const translate = useTranslate();
  const [draft, setDraft] = useState(value);
  const [error, setError] = useState<string | null>(null);
  const before = useRef(value);
  useEffect(() => {
    if (before.current !== value) {
      setDraft(value);
      setError(null);
    }
    before.current = value;
  }, [value]);
  const commit = (): void => {
    const clock = readClock(draft);
    if (clock === null) {
      setError(translate('shifts.clockInvalid'));
      return;
    }
    setError(null);
    setDraft(clock);
    if (clock !== value) onCommit(clock);
  };
  return (
    <Field
      label={label}
      value={draft}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
      isDisabled={held !== null}
      hint={held === null ? null : translate(held)}
      extra={<HeldGlyph held={held} />}
      error={error}
      maxLength={8}
    />
  );
}

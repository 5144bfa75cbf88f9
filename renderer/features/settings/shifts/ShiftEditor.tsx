import { useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Line } from '../../../../electron/shared/appState.ts';
import type { Shift } from '../../../../electron/shared/attention.ts';
import { useLanguage, useTranslate } from '../../../state/clientContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dropdown } from '../../../ui/choices.tsx';
import { Field } from '../../../ui/Field.tsx';
import { readClock } from '../ClockField.tsx';
import { every, lineChoices } from '../lineChoices.ts';
import { Trouble } from '../Section.tsx';
import { endsNextDay, weekdayName, weekdays } from './shiftText.ts';
import { ZoneField } from './ZoneField.tsx';
import { useEditorStart } from '../useEditorStart.ts';
import classes from '../SettingsPage.module.css';
import shiftClasses from './Shifts.module.css';

export interface ShiftEditorProps {
  shift: Shift;
  isNew: boolean;
  lines: readonly Line[];
  trouble: string | null;
  onSave: (shift: Shift) => void;
  onCancel: () => void;
}

/** A shift as a form; nothing applies before it is saved. */
export function ShiftEditor({ shift, isNew, lines, trouble, onSave, onCancel }: ShiftEditorProps) {
  const translate = useTranslate();
  const language = useLanguage();
  const [days, setDays] = useState<readonly number[]>(shift.days);
  const [fromText, setFromText] = useState(shift.from);
  const [toText, setToText] = useState(shift.to);
  const [zone, setZone] = useState<string | null>(shift.zone);
  const [lineId, setLineId] = useState(shift.lineId);
  const [tried, setTried] = useState(false);
  const { form, heading } = useEditorStart();
  const from = readClock(fromText);
  const to = readClock(toText);
  const overnight = from !== null && to !== null && endsNextDay({ from, to });
  const save = (): void => {
    setTried(true);
    if (from === null || to === null || days.length === 0 || zone === null) return;
    onSave({ ...shift, days: weekdays.filter((day) => days.includes(day)), from, to, zone, lineId });
  };
  const clockError = (text: string): string | null =>
    readClock(text) === null && (tried || text.length > 4) ? translate('shifts.clockInvalid') : null;
  const end =
    overnight && from === to
      ? translate('shifts.wholeDay', { time: to })
      : overnight
        ? translate('shifts.overnight', { time: to })
        : null;
  return (
    <div ref={form} className={classes.editor}>
      <h3 ref={heading} tabIndex={-1}>
        {translate(isNew ? 'shifts.new' : 'rules.edit')}
      </h3>
      <div>
        <p className={shiftClasses.label} id="shift-days">
          {translate('shifts.days')}
        </p>
        <ToggleButtonGroup
          aria-labelledby="shift-days"
          selectionMode="multiple"
          selectedKeys={days.map(String)}
          onSelectionChange={(keys) => setDays([...keys].map(Number))}
          className={shiftClasses.days ?? ''}
        >
          {weekdays.map((day) => (
            <ToggleButton
              key={day}
              id={String(day)}
              aria-label={weekdayName(day, language, 'long')}
              className={shiftClasses.day ?? ''}
            >
              {weekdayName(day, language, 'short')}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <Trouble words={days.length === 0 ? translate('shifts.daysMissing') : null} />
      </div>
      <div className={shiftClasses.times}>
        <Field
          label={translate('shifts.from')}
          value={fromText}
          onChange={setFromText}
          onBlur={() => setFromText(from ?? fromText)}
          error={clockError(fromText)}
          maxLength={8}
        />
        <Field
          label={translate('shifts.to')}
          value={toText}
          onChange={setToText}
          onBlur={() => setToText(to ?? toText)}
          error={clockError(toText)}
          maxLength={8}
        />
        <output className={shiftClasses.end}>{end}</output>
      </div>
      <div className={classes.pair}>
        <ZoneField
          zone={zone}
          onChange={setZone}
          error={tried && zone === null ? translate('shifts.zoneMissing') : null}
        />
        <Dropdown
          stacked
          label={translate('shifts.line')}
          value={lineId ?? every}
          onChange={(value) => setLineId(value === every ? null : value)}
          choices={[{ value: every, label: translate('line.all') }, ...lineChoices(lines, lineId, translate)]}
        />
      </div>
      <p className={classes.note}>{translate('shifts.lineWhat')}</p>
      <div className={classes.actions}>
        <Button look="primary" onPress={save}>
          {translate('shifts.save')}
        </Button>
        <Button onPress={onCancel}>{translate('common.cancel')}</Button>
      </div>
      <Trouble words={trouble} />
    </div>
  );
}

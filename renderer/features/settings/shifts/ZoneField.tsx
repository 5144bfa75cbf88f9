import { ChevronDown, CircleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import {
  Button,
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components';
import { useTranslate } from '../../../state/clientContext.tsx';
import { zoneText } from './shiftText.ts';
import controls from '../../../ui/controls.module.css';
import classes from './Shifts.module.css';

/** Zones shown at once; typing narrows them. */
const shownZones = 60;

/** A time zone, searched among all that this computer knows. Null while what stands there is none. */
export function ZoneField(props: {
  zone: string | null;
  onChange: (zone: string | null) => void;
  error: string | null;
}) {
  const { zone, onChange, error } = props;
  const translate = useTranslate();
  const zones = useMemo(() => {
    const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const system = { id: 'system', name: translate('shifts.zoneSystem', { zone: zoneText(here) }) };
    return [system, ...Intl.supportedValuesOf('timeZone').map((id) => ({ id, name: zoneText(id) }))];
  }, [translate]);
  const nameOf = (id: string | null): string =>
    zones.find((one) => one.id === id)?.name ?? (id === null ? '' : zoneText(id));
  const [text, setText] = useState(() => nameOf(zone));
  const wanted = text.trim().toLocaleLowerCase();
  // With the choice untouched, opening the list shows every zone and not only the chosen one.
  const found =
    text === nameOf(zone) ? zones : zones.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const chosenFirst = zones.filter(({ id }) => id === zone);
  const shown =
    found === zones
      ? [...chosenFirst, ...zones.filter(({ id }) => id !== zone)].slice(0, shownZones)
      : found.slice(0, shownZones);
  return (
    <ComboBox
      className={controls.field ?? ''}
      items={shown}
      inputValue={text}
      onInputChange={(next) => {
        setText(next);
        const exact = zones.find(({ name }) => name.toLocaleLowerCase() === next.trim().toLocaleLowerCase());
        onChange(exact?.id ?? null);
      }}
      value={zone}
      onChange={(key) => {
        if (key === null) return;
        onChange(String(key));
        setText(nameOf(String(key)));
      }}
      allowsCustomValue
      allowsEmptyCollection
      menuTrigger="input"
      isInvalid={error !== null}
      validationBehavior="aria"
    >
      <Label className={controls.label ?? ''}>{translate('shifts.zone')}</Label>
      <span className={classes.zone}>
        <Input className={controls.input ?? ''} spellCheck={false} />
        <Button className={classes.zoneButton ?? ''}>
          <ChevronDown size={16} aria-hidden="true" />
        </Button>
      </span>
      <FieldError className={controls.error ?? ''}>
        <CircleAlert size={14} aria-hidden="true" />
        <span>{error}</span>
      </FieldError>
      <Popover className={controls.popover ?? ''}>
        <ListBox
          className={classes.zones ?? ''}
          renderEmptyState={() => <p className={controls.hint}>{translate('shifts.zoneNone')}</p>}
        >
          {(one: { id: string; name: string }) => (
            <ListBoxItem textValue={one.name} className={controls.option ?? ''}>
              {one.name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

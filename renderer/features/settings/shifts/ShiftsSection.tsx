import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Shift } from '../../../../electron/shared/attention.ts';
import { useAppState, useLanguage, useTranslate } from '../../../state/clientContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useFocusHandover } from '../../../ui/focusHandover.ts';
import { RemoteText } from '../../../ui/RemoteText.tsx';
import { HeldNote } from '../controls.tsx';
import { allLines } from '../lineChoices.ts';
import { Section, Trouble } from '../Section.tsx';
import { useApply } from '../useSetting.ts';
import { ShiftEditor } from './ShiftEditor.tsx';
import { shiftText } from './shiftText.ts';
import classes from '../SettingsPage.module.css';

/** Most shifts the settings hold. */
const maxShifts = 100;

/** When somebody works. */
export function ShiftsSection() {
  const state = useAppState();
  const translate = useTranslate();
  const language = useLanguage();
  const { apply, trouble, held } = useApply('attention.shifts');
  const { shifts } = state.settings.attention;
  const lines = allLines(state);
  const [editing, setEditing] = useState<{ shift: Shift; isNew: boolean } | null>(null);
  const [deleted, setDeleted] = useState<{ shift: Shift; place: number } | null>(null);
  const undo = useRef<HTMLButtonElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const closed = useFocusHandover(({ box }) => [box?.querySelector('button[aria-expanded]'), add.current]);
  const restored = useFocusHandover(() => [add.current]);
  useEffect(() => {
    if (deleted !== null) undo.current?.focus();
  }, [deleted]);
  const save = async (shift: Shift): Promise<void> => {
    const next = shifts.some(({ id }) => id === shift.id)
      ? shifts.map((other) => (other.id === shift.id ? shift : other))
      : [...shifts, shift];
    if (await apply(next)) setEditing(null);
  };
  const remove = (shift: Shift, place: number): void => {
    setDeleted({ shift, place });
    if (editing?.shift.id === shift.id) setEditing(null);
    void apply(shifts.toSpliced(place, 1));
  };
  const restore = (): void => {
    if (deleted !== null) void apply(shifts.toSpliced(deleted.place, 0, deleted.shift));
    setDeleted(null);
  };
  const editor = (shift: Shift, isNew: boolean) => (
    <div ref={closed}>
      <ShiftEditor
        shift={shift}
        isNew={isNew}
        lines={lines}
        trouble={trouble}
        onSave={(draft) => void save(draft)}
        onCancel={() => setEditing(null)}
      />
    </div>
  );
  return (
    <Section name="shifts" title={translate('shifts.title')} note={translate('shifts.what')}>
      <div className={classes.card}>
        <ul className={classes.items}>
          {shifts.map((shift, place) => {
            const words = shiftText(shift, lines, translate, language);
            const open = editing !== null && !editing.isNew && editing.shift.id === shift.id;
            return (
              <li key={shift.id}>
                <div className={classes.item}>
                  <RemoteText text={words} className={classes.itemWords} />
                  <span className={classes.itemButtons}>
                    <Button
                      look="plain"
                      small
                      icon
                      isDisabled={held !== null}
                      aria-expanded={open}
                      aria-label={translate('shifts.edit', { shift: words })}
                      onPress={() => setEditing(open ? null : { shift, isNew: false })}
                    >
                      <Pencil size={15} aria-hidden="true" />
                    </Button>
                    <Button
                      look="plain"
                      small
                      icon
                      isDisabled={held !== null}
                      aria-label={translate('shifts.delete', { shift: words })}
                      onPress={() => remove(shift, place)}
                    >
                      <Trash2 size={15} aria-hidden="true" />
                    </Button>
                  </span>
                </div>
                {open && editor(shift, false)}
              </li>
            );
          })}
          {editing?.isNew === true && <li>{editor(editing.shift, true)}</li>}
        </ul>
        <div className={classes.listFoot}>
          {shifts.length === 0 && editing === null && (
            <p className={classes.note}>{translate('shifts.empty')}</p>
          )}
          <Button
            ref={add}
            isDisabled={held !== null || editing?.isNew === true || shifts.length >= maxShifts}
            onPress={() => {
              setDeleted(null);
              setEditing({ shift: emptyShift(), isNew: true });
            }}
          >
            <Plus size={14} aria-hidden="true" />
            {translate('shifts.add')}
          </Button>
          {deleted !== null && (
            <span ref={restored} className={classes.undo}>
              {translate('shifts.deleted')}
              <Button ref={undo} small onPress={restore}>
                {translate('rules.undo')}
              </Button>
            </span>
          )}
          <HeldNote held={held} />
          <Trouble words={editing === null ? trouble : null} />
        </div>
      </div>
    </Section>
  );
}

function emptyShift(): Shift {
  return {
    id: crypto.randomUUID(),
    days: [1, 2, 3, 4, 5],
    from: '09:00',
    to: '18:00',
    zone: 'system',
    lineId: null,
  };
}

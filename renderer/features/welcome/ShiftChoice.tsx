import { useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { HeldNote } from '../settings/controls.tsx';
import { Trouble } from '../settings/Section.tsx';
import { zoneText } from '../settings/shifts/shiftText.ts';
import { useApply } from '../settings/useSetting.ts';
import classes from './WelcomePage.module.css';

/** No shifts, the usual ones, or the way to where others are set. */
export function ShiftChoice({ onDone, onOwn }: { onDone: () => void; onOwn: () => void }) {
  const translate = useTranslate();
  const { apply, trouble, held } = useApply('attention.shifts');
  const take = async (shifts: Record<string, unknown>[]): Promise<void> => {
    if (await apply(shifts)) onDone();
  };
  const weekdays = {
    id: 'weekdays',
    days: [1, 2, 3, 4, 5],
    from: '09:00',
    to: '18:00',
    zone: 'system',
    lineId: null,
  };
  const zone = zoneText(new Intl.DateTimeFormat().resolvedOptions().timeZone);
  return (
    <>
      <div className={classes.choices}>
        <Button isDisabled={held !== null} onPress={() => void take([])}>
          {translate('welcome.shiftNone')}
        </Button>
        <Button isDisabled={held !== null} onPress={() => void take([weekdays])}>
          {translate('welcome.shiftWeekdays')}
        </Button>
        <Button isDisabled={held !== null} onPress={onOwn}>
          {translate('welcome.shiftOwn')}
        </Button>
      </div>
      <HeldNote held={held} />
      {held === null && <p className={classes.note}>{translate('welcome.shiftZone', { zone })}</p>}
      <Trouble words={trouble} />
    </>
  );
}

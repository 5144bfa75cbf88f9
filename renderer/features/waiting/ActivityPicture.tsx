import { ChevronRight } from 'lucide-react';
import { useEffect, useId, useMemo, useState } from 'react';
import type { ActivityHour } from '../../../electron/shared/contract.ts';
import { waitText } from '../../../electron/shared/duration.ts';
import { lineTitle } from '../../../electron/shared/eventText.ts';
import { useAppState, useClient, useLanguage, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dropdown } from '../../ui/choices.tsx';
import { sumHours, type HourSum } from './activity.ts';
import classes from './ActivityPicture.module.css';

/** Every other hour is written below the bars. */
const writeEvery = 3;
const height = 72;

/** What came and was answered today, and folded, hour by hour; as a table for those who do not see it. */
export function ActivityPicture({ isOpenAtFirst }: { isOpenAtFirst: boolean }) {
  const state = useAppState();
  const client = useClient();
  const translate = useTranslate();
  const language = useLanguage();
  const [hours, setHours] = useState<readonly ActivityHour[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [open, setOpen] = useState(isOpenAtFirst);
  const hoursId = useId();
  const [lineId, setLineId] = useState('all');
  const [dayStartMs] = useState(() => new Date().setHours(0, 0, 0, 0));
  useEffect(() => {
    let revision = -1;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const look = (): void => {
      timer = null;
      revision = client.read().eventsRevision;
      const dayEndMs = new Date(dayStartMs).setHours(24);
      void client.invoke('events.activity', { dayStartMs, dayEndMs }).then((answer) => {
        setFailed(!answer.ok);
        if (answer.ok) setHours(answer.value.hours);
      });
    };
    const stop = client.listen(() => {
      if (client.read().eventsRevision !== revision) timer ??= setTimeout(look, lookEveryMs);
    });
    look();
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [client, dayStartMs]);
  const lines = state.accounts.flatMap((account) => account.lines ?? []);
  const sums = useMemo(
    () => sumHours(hours ?? [], dayStartMs, lineId === 'all' ? null : lineId),
    [hours, dayStartMs, lineId],
  );
  const most = Math.max(1, ...sums.map((sum) => Math.max(sum.incoming, sum.answered)));
  const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
  const wait = (sum: HourSum): string =>
    sum.meanWaitMs === null ? '–' : waitText(sum.meanWaitMs, translate);
  const number = new Intl.NumberFormat(language);
  const total = sums.reduce((all, sum) => all + sum.incoming, 0);
  const answered = sums.reduce((all, sum) => all + sum.answered, 0);
  /** Empty bars tell nothing; a line that was chosen stays to be chosen again. */
  const quiet = hours?.length === 0 && !failed;
  return (
    <section className={classes.activity} aria-labelledby="activity-title">
      <header className={classes.head}>
        <div>
          <h2 id="activity-title">{translate('activity.title')}</h2>
          <p className={classes.what}>
            {quiet
              ? translate('activity.nothing')
              : translate(failed ? 'state.activityFailed' : 'activity.what', { incoming: total, answered })}
          </p>
        </div>
        {!quiet && (
          <Button
            look="plain"
            small
            aria-expanded={open}
            aria-controls={hoursId}
            onPress={() => setOpen(!open)}
          >
            <ChevronRight size={14} aria-hidden="true" className={classes.arrow} />
            {translate('activity.byHour')}
          </Button>
        )}
      </header>
      <div id={hoursId} className={classes.hours} hidden={!open || quiet}>
        <Dropdown
          label={translate('activity.line')}
          value={lineId}
          onChange={setLineId}
          choices={[
            { value: 'all', label: translate('activity.allLines') },
            ...lines.map((line) => ({
              value: line.id,
              label: lineTitle(line.id, lines, translate) ?? line.id,
            })),
          ]}
        />
        <svg className={classes.picture} viewBox={`0 0 480 ${height + 18}`} aria-hidden="true">
          {sums.map((sum, hour) => (
            <g key={sum.hour} transform={`translate(${hour * 20} 0)`}>
              <rect className={classes.ground} x={2} y={0} width={16} height={height} rx={3} />
              <Bar className={classes.incoming} x={3} value={sum.incoming} most={most} />
              <Bar className={classes.answered} x={11} value={sum.answered} most={most} />
              {hour % writeEvery === 0 && (
                <text className={classes.hour} x={2} y={height + 13}>
                  {clock(hour).slice(0, 2)}
                </text>
              )}
            </g>
          ))}
        </svg>
        <ul className={classes.legend} aria-hidden="true">
          <li data-kind="incoming">{translate('activity.incoming')}</li>
          <li data-kind="answered">{translate('activity.answered')}</li>
        </ul>
        <table className="visuallyHidden">
          <caption>{translate('activity.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{translate('activity.hour')}</th>
              <th scope="col">{translate('activity.incoming')}</th>
              <th scope="col">{translate('activity.answered')}</th>
              <th scope="col">{translate('activity.wait')}</th>
            </tr>
          </thead>
          <tbody>
            {sums
              .filter((sum) => sum.incoming > 0 || sum.answered > 0)
              .map((sum) => (
                <tr key={sum.hour}>
                  <th scope="row">{clock(sum.hour)}</th>
                  <td>{number.format(sum.incoming)}</td>
                  <td>{number.format(sum.answered)}</td>
                  <td>{wait(sum)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Asked again this long after events came. Milliseconds. */
const lookEveryMs = 2_000;

function Bar(props: { className: string | undefined; x: number; value: number; most: number }) {
  const tall = (props.value / props.most) * (height - 4);
  if (tall === 0) return null;
  return (
    <rect
      className={props.className}
      x={props.x}
      y={height - Math.max(2, tall)}
      width={6}
      height={Math.max(2, tall)}
      rx={2}
    />
  );
}

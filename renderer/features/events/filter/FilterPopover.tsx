import { ListFilter as FilterGlyph } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Dialog, DialogTrigger, Heading, Popover, Radio, RadioGroup, Label } from 'react-aria-components';
import { useAppState, useTranslate } from '../../../state/clientContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { CheckOne, Checks } from '../../../ui/checks.tsx';
import { filterChoices } from './filterParts.ts';
import {
  countParts,
  isNarrowed,
  noFilter,
  periods,
  type Choosable,
  type ListFilter,
  type Period,
} from './listFilter.ts';
import { SavedList } from './SavedList.tsx';
import classes from './FilterPopover.module.css';

/** Everything a list may be narrowed by; what is chosen is in force at once. */
export function FilterPopover(props: { filter: ListFilter; onChange: (filter: ListFilter) => void }) {
  const { filter, onChange } = props;
  const state = useAppState();
  const translate = useTranslate();
  const [open, setOpen] = useState(false);
  const count = countParts(filter);
  const choices = filterChoices(state, filter, translate);
  const list = (name: Choosable, title: string): ReactNode => (
    <Checks
      label={title}
      values={filter[name]}
      choices={choices[name]}
      onChange={(values) => onChange({ ...filter, [name]: values })}
    />
  );
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button
        small
        aria-label={count === 0 ? translate('filter.button') : translate('filter.buttonActive', { count })}
      >
        <FilterGlyph size={14} aria-hidden="true" />
        {translate('filter.button')}
      </Button>
      <Popover className={classes.popover ?? ''} placement="bottom start">
        <Dialog className={classes.dialog ?? ''}>
          <Heading slot="title" level={2} className="visuallyHidden">
            {translate('filter.title')}
          </Heading>
          <SavedList filter={filter} onApply={onChange} />
          <div className={classes.groups}>
            <div className={classes.column}>
              <CheckOne
                isSelected={filter.unreadOnly}
                onChange={(unreadOnly) => onChange({ ...filter, unreadOnly })}
              >
                {translate('filter.unreadOnly')}
              </CheckOne>
              <PeriodField filter={filter} onChange={onChange} />
              {list('classes', translate('filter.classes'))}
              {list('verdicts', translate('filter.verdicts'))}
            </div>
            <div className={classes.column}>
              {choices.lineIds.length === 0 ? (
                <p className={classes.hint}>{translate('filter.noLines')}</p>
              ) : (
                list('lineIds', translate('filter.lines'))
              )}
              {choices.messengerTypes.length > 0 && list('messengerTypes', translate('filter.messengers'))}
              {list('kinds', translate('filter.kinds'))}
            </div>
          </div>
          <div className={classes.foot}>
            <Button
              small
              isDisabled={!isNarrowed(filter)}
              onPress={() => onChange({ ...noFilter, text: filter.text })}
            >
              {translate('filter.clear')}
            </Button>
            <Button small look="primary" onPress={() => setOpen(false)}>
              {translate('filter.close')}
            </Button>
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function PeriodField(props: { filter: ListFilter; onChange: (filter: ListFilter) => void }) {
  const { filter, onChange } = props;
  const translate = useTranslate();
  const day = (
    name: 'fromDay' | 'toDay',
    title: string,
    other: { min?: string; max?: string },
  ): ReactNode => (
    <label className={classes.day}>
      <span>{title}</span>
      <input
        type="date"
        value={filter[name] ?? ''}
        {...other}
        className={classes.dayInput}
        onChange={(event) =>
          onChange({ ...filter, [name]: event.target.value === '' ? null : event.target.value })
        }
      />
    </label>
  );
  return (
    <div className={classes.period}>
      <RadioGroup
        value={filter.period}
        onChange={(value) => {
          const period = periods.find((one) => one === value);
          if (period !== undefined) onChange({ ...filter, period });
        }}
        className={classes.radios ?? ''}
      >
        <Label className={classes.groupTitle ?? ''}>{translate('filter.time')}</Label>
        {periods.map((period: Period) => (
          <Radio key={period} value={period} className={classes.radio ?? ''}>
            <span className={classes.dot} />
            {translate(`filter.${period}`)}
          </Radio>
        ))}
      </RadioGroup>
      {filter.period === 'dates' && (
        <div className={classes.days}>
          {day('fromDay', translate('filter.from'), filter.toDay === null ? {} : { max: filter.toDay })}
          {day('toDay', translate('filter.to'), filter.fromDay === null ? {} : { min: filter.fromDay })}
        </div>
      )}
    </div>
  );
}

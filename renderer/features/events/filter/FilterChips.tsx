import { X } from 'lucide-react';
import { useRef } from 'react';
import { useTranslate } from '../../../state/clientContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { ActionMenu } from '../../../ui/menus.tsx';
import { RemoteText } from '../../../ui/RemoteText.tsx';
import type { FilterPart } from './filterParts.ts';
import type { ListFilter } from './listFilter.ts';
import { useFitting } from './useFitting.ts';
import classes from './FilterBar.module.css';

/** What the list is narrowed by, each to be taken off; what does not fit the row is behind "+3". */
export function FilterChips(props: {
  parts: readonly FilterPart[];
  onChange: (filter: ListFilter) => void;
  /** The button that was pressed goes away: the focus must not go with it. */
  onGone: () => void;
}) {
  const { parts, onChange, onGone } = props;
  const translate = useTranslate();
  const row = useRef<HTMLFieldSetElement>(null);
  const measured = useRef<HTMLDivElement>(null);
  const fitting = useFitting(row, measured);
  const shown = parts.slice(0, fitting);
  const hidden = parts.slice(fitting);
  const remove = (part: FilterPart): void => {
    onChange(part.rest);
    onGone();
  };
  return (
    <fieldset ref={row} className={classes.chips} aria-label={translate('filter.active')}>
      {shown.map((part) => (
        <Button key={part.id} small aria-label={part.removeLabel} onPress={() => remove(part)}>
          <RemoteText text={part.label} className={classes.chipWords} />
          <X size={14} aria-hidden="true" />
        </Button>
      ))}
      {hidden.length > 0 && (
        <ActionMenu
          label={translate('filter.moreTitle')}
          groups={[
            {
              id: 'parts',
              title: translate('filter.moreTitle'),
              choices: hidden.map((part) => ({ id: String(parts.indexOf(part)), label: part.label })),
            },
          ]}
          onChoose={(_group, index) => {
            const part = parts[Number(index)];
            if (part !== undefined) remove(part);
          }}
        >
          <Button small aria-label={translate('filter.moreNamed', { count: hidden.length })}>
            {translate('filter.more', { count: hidden.length })}
          </Button>
        </ActionMenu>
      )}
      <div className={classes.measuredFrame} aria-hidden="true">
        <div ref={measured} className={classes.measured}>
          {parts.map((part) => (
            <span key={part.id} className={classes.sample}>
              <RemoteText text={part.label} className={classes.chipWords} />
              <X size={14} />
            </span>
          ))}
          <span className={classes.sample}>{translate('filter.more', { count: parts.length })}</span>
        </div>
      </div>
    </fieldset>
  );
}

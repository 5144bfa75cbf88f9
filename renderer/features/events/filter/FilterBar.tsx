import { CheckCheck, Ellipsis } from 'lucide-react';
import { useCallback, type RefObject } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useAppState, useLanguage, useTranslate } from '../../../state/clientContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { ActionMenu } from '../../../ui/menus.tsx';
import { FilterChips } from './FilterChips.tsx';
import { FilterPopover } from './FilterPopover.tsx';
import { filterParts } from './filterParts.ts';
import { isNarrowed, type ListFilter } from './listFilter.ts';
import { SearchField } from './SearchField.tsx';
import classes from './FilterBar.module.css';

export interface FilterBarProps {
  filter: ListFilter;
  onChange: (change: (filter: ListFilter) => ListFilter) => void;
  /** Something else stands in its place for a while. */
  isHidden: boolean;
  searchField: RefObject<HTMLInputElement | null>;
  /** The keyboard goes on in the list. */
  onLeave: () => void;
  canMarkRead: boolean;
  onMarkRead: () => void;
  isExporting: boolean;
  onExport: (format: 'csv' | 'json') => void;
  onShowKeys: () => void;
}

/** The one row above the list: what to search for, what to narrow it to, and what to do with all of it. */
export function FilterBar(props: FilterBarProps) {
  const { filter, onChange, searchField, onExport } = props;
  const state = useAppState();
  const translate = useTranslate();
  const language = useLanguage();
  const parts = filterParts(state, filter, translate, language);
  const search = useCallback((text: string) => onChange((before) => ({ ...before, text })), [onChange]);
  const put = (next: ListFilter): void => onChange(() => next);
  const markWords = translate(
    isNarrowed({ ...filter, unreadOnly: false }) || filter.text !== ''
      ? 'list.markLineRead'
      : 'list.markAllRead',
  );
  return (
    <search className={classes.bar} hidden={props.isHidden} aria-label={translate('filter.row')}>
      <SearchField value={filter.text} onSearch={search} onLeave={props.onLeave} field={searchField} />
      <ToggleButton
        className={classes.toggle ?? ''}
        isSelected={filter.unreadOnly}
        onChange={(unreadOnly) => put({ ...filter, unreadOnly })}
      >
        {translate('list.unread')}
      </ToggleButton>
      <FilterPopover filter={filter} onChange={put} />
      <FilterChips parts={parts} onChange={put} onGone={() => searchField.current?.focus()} />
      <Button
        look="plain"
        small
        isDisabled={!props.canMarkRead}
        aria-label={markWords}
        onPress={props.onMarkRead}
      >
        <CheckCheck size={16} aria-hidden="true" />
        {parts.length === 0 && <span className={classes.markWords}>{markWords}</span>}
      </Button>
      <ActionMenu
        label={translate('list.menu')}
        groups={[
          {
            id: 'export',
            title: translate('export.title'),
            choices: (['csv', 'json'] as const).map((format) => ({
              id: format,
              label: translate(`export.${format}`),
              unavailable: props.isExporting ? translate('export.busy') : null,
            })),
          },
          {
            id: 'help',
            title: translate('keys.help'),
            choices: [{ id: 'keys', label: translate('keys.open') }],
          },
        ]}
        onChoose={(_group, choice) => {
          if (choice === 'keys') props.onShowKeys();
          else onExport(choice === 'json' ? 'json' : 'csv');
        }}
      >
        <Button look="plain" small icon aria-label={translate('list.menu')}>
          <Ellipsis size={16} aria-hidden="true" />
        </Button>
      </ActionMenu>
    </search>
  );
}

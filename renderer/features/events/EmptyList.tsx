import { CheckCheck, Inbox, SearchX } from 'lucide-react';
import { useAppState, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Message } from '../../ui/Message.tsx';
import { countParts, isNarrowed, noFilter, type ListFilter } from './filter/listFilter.ts';

/** Why there is nothing to see, and the one way out of it. */
export function EmptyList(props: {
  filter: ListFilter;
  onChange: (filter: ListFilter) => void;
  onShowLines: () => void;
}) {
  const { filter, onChange } = props;
  const state = useAppState();
  const translate = useTranslate();
  const narrowed = isNarrowed(filter);
  const nothing = <SearchX size={28} strokeWidth={1.5} aria-hidden="true" />;
  if (filter.text !== '') {
    return (
      <Message
        title={translate(narrowed ? 'list.emptyFilterSearch' : 'list.emptySearch', { text: filter.text })}
        glyph={nothing}
        action={
          <Button onPress={() => onChange(noFilter)}>
            {translate(narrowed ? 'list.clearBoth' : 'list.clearSearch')}
          </Button>
        }
      >
        {translate('list.emptySearchWhat')}
      </Message>
    );
  }
  const parts = countParts(filter);
  const ofLine = parts === 1 && filter.lineIds.length === 1;
  if (parts === 0 || ofLine) {
    if (!narrowed) return <NothingYet signedIn={isSignedIn(state)} onShowLines={props.onShowLines} />;
    const title = filter.unreadOnly
      ? ofLine
        ? 'list.emptyLineUnread'
        : 'list.emptyUnread'
      : 'list.emptyLine';
    return (
      <Message
        title={translate(title)}
        glyph={<CheckCheck size={28} strokeWidth={1.5} aria-hidden="true" />}
        action={<Button onPress={() => onChange(noFilter)}>{translate('list.showAll')}</Button>}
      />
    );
  }
  return (
    <Message
      title={translate('list.emptyFilter')}
      glyph={nothing}
      action={<Button onPress={() => onChange(noFilter)}>{translate('list.clearFilter')}</Button>}
    />
  );
}

function NothingYet({ signedIn, onShowLines }: { signedIn: boolean; onShowLines: () => void }) {
  const translate = useTranslate();
  return (
    <Message
      title={translate(signedIn ? 'list.empty' : 'list.emptySignedOut')}
      glyph={<Inbox size={28} strokeWidth={1.5} aria-hidden="true" />}
      action={<Button onPress={onShowLines}>{translate('list.emptyAction')}</Button>}
    />
  );
}

function isSignedIn(state: { accounts: readonly { status: string }[] }): boolean {
  return state.accounts.some((account) => account.status === 'signedIn');
}

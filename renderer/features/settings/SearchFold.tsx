import { useState, type ReactNode } from 'react';
import { ControlledFold } from '../../ui/Fold.tsx';
import { useSearching } from './search.tsx';

/**
 * A fold of the settings page. A search opens it for as long as it lasts; what was open, and what was begun
 * inside, is the same again afterwards.
 */
export function SearchFold(props: {
  title: string;
  level?: 2 | 3;
  isExpanded?: boolean;
  children: ReactNode;
}) {
  const searching = useSearching();
  const [own, setOwn] = useState(props.isExpanded ?? false);
  const [inSearch, setInSearch] = useState(true);
  const [searchingBefore, setSearchingBefore] = useState(searching);
  if (searching !== searchingBefore) {
    setSearchingBefore(searching);
    setInSearch(true);
  }
  const open = searching ? inSearch : own;
  const [shown, setShown] = useState(open);
  if (open && !shown) setShown(true);
  return (
    <ControlledFold
      title={props.title}
      level={props.level ?? 3}
      isOpen={open}
      onOpenChange={searching ? setInSearch : setOwn}
    >
      {shown && props.children}
    </ControlledFold>
  );
}

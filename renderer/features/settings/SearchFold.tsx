import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import controls from '../../ui/controls.module.css';
import fold from '../../ui/Fold.module.css';
import { joinClasses } from '../../ui/joinClasses.ts';
import { MarkedLabel } from '../../ui/MarkedText.tsx';
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
    <Disclosure isExpanded={open} onExpandedChange={searching ? setInSearch : setOwn}>
      <Heading
        level={props.level ?? 3}
        className={joinClasses(fold.heading, props.level === 2 && fold.section)}
      >
        <Button slot="trigger" className={controls.disclosureButton ?? ''}>
          <ChevronRight size={14} aria-hidden="true" />
          <MarkedLabel text={props.title} />
        </Button>
      </Heading>
      <DisclosurePanel className={controls.disclosurePanel ?? ''}>{shown && props.children}</DisclosurePanel>
    </Disclosure>
  );
}

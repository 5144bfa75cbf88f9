import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useTranslate } from '../state/clientContext.tsx';
import type { Cause } from '../../electron/shared/appState.ts';
import { joinClasses } from './joinClasses.ts';
import { MarkedLabel } from './MarkedText.tsx';
import classes from './controls.module.css';
import foldClasses from './Fold.module.css';

interface FoldProps {
  title: string;
  level?: 2 | 3 | 4;
  children: ReactNode;
}

/** Something for those who want to know more; closed until asked for. */
export function Fold(props: FoldProps) {
  const [open, setOpen] = useState(false);
  return (
    <ControlledFold {...props} isOpen={open} onOpenChange={setOpen}>
      {open && props.children}
    </ControlledFold>
  );
}

/** A fold that somebody else opens and closes. */
export function ControlledFold(
  props: FoldProps & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void },
) {
  return (
    <Disclosure isExpanded={props.isOpen} onExpandedChange={props.onOpenChange}>
      <Heading
        level={props.level ?? 3}
        className={joinClasses(foldClasses.heading, props.level === 2 && foldClasses.section)}
      >
        <Button slot="trigger" className={classes.disclosureButton ?? ''}>
          <ChevronRight size={14} aria-hidden="true" />
          <MarkedLabel text={props.title} />
        </Button>
      </Heading>
      <DisclosurePanel className={classes.disclosurePanel ?? ''}>{props.children}</DisclosurePanel>
    </Disclosure>
  );
}

/** What the machine said about a cause, folded; nothing where it said nothing. */
export function CauseDetail({ cause }: { cause: Cause | null }) {
  const translate = useTranslate();
  if (cause?.detail === undefined || cause.detail === '') return null;
  return (
    <Fold title={translate('common.details')} level={4}>
      <p className={foldClasses.detail}>{cause.detail}</p>
    </Fold>
  );
}

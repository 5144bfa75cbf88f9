import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './Button.tsx';
import classes from './Sheet.module.css';

/** Something to read over the page, closed with Esc, beside it, or by its button. */
export function Sheet(props: {
  title: string;
  closeLabel: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const { onClose } = props;
  return (
    <ModalOverlay
      isOpen={props.isOpen}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      isDismissable
      className={classes.veil ?? ''}
    >
      <Modal className={classes.sheet ?? ''}>
        <Dialog className={classes.dialog ?? ''}>
          <div className={classes.head}>
            <Heading slot="title" level={2}>
              {props.title}
            </Heading>
            <Button look="plain" small icon aria-label={props.closeLabel} onPress={onClose}>
              <X size={16} aria-hidden="true" />
            </Button>
          </div>
          {props.children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

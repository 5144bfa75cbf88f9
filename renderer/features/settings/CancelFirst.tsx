import { useEffect, useRef } from 'react';
import { useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';

/** Where something would be lost for good, the keyboard begins where nothing is; afterwards it is where its reader puts it. */
export function CancelFirst(props: { isDisabled?: boolean; onPress: () => void }) {
  const translate = useTranslate();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <Button ref={button} {...props}>
      {translate('common.cancel')}
    </Button>
  );
}

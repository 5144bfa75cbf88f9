import { Check } from 'lucide-react';
import type { RefObject } from 'react';
import { useAppState, useClient, useTranslate } from '../../state/clientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { useFocusHandover } from '../../ui/focusHandover.ts';

/** Of a chat that waits and needs nobody: a last "thanks", or what was settled elsewhere. */
export function NeedsNoAnswer({
  chat,
  beside,
}: {
  chat: string | null;
  beside: RefObject<HTMLElement | null>;
}) {
  const { waiting } = useAppState();
  const client = useClient();
  const translate = useTranslate();
  const gone = useFocusHandover(() => [beside.current]);
  if (chat === null || !waiting.some((one) => one.chat === chat)) return null;
  return (
    <Button ref={gone} onPress={() => void client.invoke('attention.needsNoAnswer', { chat })}>
      <Check size={14} aria-hidden="true" />
      {translate('waiting.needsNoAnswer')}
    </Button>
  );
}

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useClient, useTranslate } from '../state/clientContext.tsx';
import { Button } from './Button.tsx';

/** Longest text the clipboard command takes. Characters. */
const maxCopyLength = 200_000;

export function CopyButton({ text, label, small = false }: { text: string; label: string; small?: boolean }) {
  const client = useClient();
  const translate = useTranslate();
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  useEffect(() => {
    if (copied === 'no') return undefined;
    const timer = setTimeout(() => setCopied('no'), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    const answer = await client.invoke('clipboard.copy', { text: text.slice(0, maxCopyLength) });
    setCopied(answer.ok ? 'yes' : 'failed');
  };
  const words = { no: label, yes: translate('common.copied'), failed: translate('failure.command') };
  return (
    <Button small={small} onPress={() => void copy()}>
      {copied === 'yes' ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
      <span aria-live="polite">{words[copied]}</span>
    </Button>
  );
}

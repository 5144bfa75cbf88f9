import { useTranslate } from '../state/clientContext.tsx';
import { useRunning } from '../state/sharedNow.ts';
import { waitText } from '../../electron/shared/duration.ts';

/** How long something has lasted, running on by itself. */
export function RunningTime({ sinceMs, className }: { sinceMs: number; className?: string | undefined }) {
  const translate = useTranslate();
  const words = useRunning((nowMs) => waitText(nowMs - sinceMs, translate));
  return <span className={className}>{words}</span>;
}

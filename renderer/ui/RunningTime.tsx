import { useTranslate } from '../state/clientContext.tsx';
import { useRunning } from '../state/sharedNow.ts';
import { durationText } from './formatTime.ts';

/** How long something has lasted, running on by itself. */
export function RunningTime({ sinceMs, className }: { sinceMs: number; className?: string | undefined }) {
  const translate = useTranslate();
  const words = useRunning((nowMs) => durationText(nowMs - sinceMs, translate));
  return <span className={className}>{words}</span>;
}

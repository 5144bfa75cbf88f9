import { useEffect, useState } from 'react';

/** The time, renewed every `everyMs`, for words such as "12 min ago". Milliseconds since 1970. */
export function useNow(everyMs = 20_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** True once `waitMs` have passed: what is quick shows no placeholder. */
export function useSlow(waitMs = 150): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), waitMs);
    return () => clearTimeout(timer);
  }, [waitMs]);
  return slow;
}

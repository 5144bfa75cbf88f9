import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useClient } from './clientContext.tsx';
import { createMemoryKeeper, freshWindow, type MemoryKeeper } from './windowMemory.ts';

const MemoryContext = createContext<MemoryKeeper | null>(null);

/** Asks main once what the window before this one left, and draws nothing of the page until it has said. */
export function MemoryProvider({ waiting, children }: { waiting: ReactNode; children: ReactNode }) {
  const client = useClient();
  const [keeper, setKeeper] = useState<MemoryKeeper | null>(null);
  useEffect(() => {
    let wanted = true;
    void client.invoke('window.memory', null).then((answer) => {
      if (wanted) setKeeper(createMemoryKeeper(client, (answer.ok ? answer.value : null) ?? freshWindow));
    });
    return () => {
      wanted = false;
    };
  }, [client]);
  useEffect(() => keeper?.start(), [keeper]);
  return keeper === null ? waiting : <MemoryContext value={keeper}>{children}</MemoryContext>;
}

export function useMemory(): MemoryKeeper {
  const keeper = useContext(MemoryContext);
  if (keeper === null) throw new Error('useMemory outside MemoryProvider');
  return keeper;
}

import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

/** What was begun and not sent, by chat; it lives as long as the window. */
const DraftsContext = createContext<Map<string, string> | null>(null);

export function DraftsProvider({ children }: { children: ReactNode }) {
  const [drafts] = useState(() => new Map<string, string>());
  return <DraftsContext value={drafts}>{children}</DraftsContext>;
}

/** The draft of one chat and how to change it; the component that uses it is to be keyed by the chat. */
export function useDraft(chat: string): [string, (text: string) => void] {
  const drafts = useContext(DraftsContext);
  if (drafts === null) throw new Error('useDraft outside DraftsProvider');
  const [text, setText] = useState(() => drafts.get(chat) ?? '');
  const change = useCallback(
    (next: string) => {
      if (next === '') drafts.delete(chat);
      else drafts.set(chat, next);
      setText(next);
    },
    [drafts, chat],
  );
  return [text, change];
}

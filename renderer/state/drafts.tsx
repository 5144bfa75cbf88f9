import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { useMemory } from './memoryContext.tsx';

/** As many as the memory holds; the oldest go first. */
const mostDrafts = 100;
/** Longest draft the memory takes; a longer one cannot be sent either. Characters. */
const maxLength = 10_000;

interface Drafts {
  get: (chat: string) => string;
  set: (chat: string, text: string) => void;
}

/** What was begun and not sent, by chat. */
const DraftsContext = createContext<Drafts | null>(null);

/** @param props.isSample what is written to invented people is kept nowhere */
export function DraftsProvider({ isSample, children }: { isSample: boolean; children: ReactNode }) {
  const memory = useMemory();
  const drafts = useMemo((): Drafts => {
    const before = isSample ? [] : memory.before.drafts;
    const texts = new Map(before.map(({ chat, text }) => [chat, text]));
    return {
      get: (chat) => texts.get(chat) ?? '',
      set(chat, text) {
        // Taken out first, so that the newest stands last.
        texts.delete(chat);
        if (text !== '') texts.set(chat, text);
        if (isSample) return;
        const kept = [...texts].slice(-mostDrafts);
        memory.note({ drafts: kept.map(([of, draft]) => ({ chat: of, text: draft.slice(0, maxLength) })) });
      },
    };
  }, [memory, isSample]);
  return <DraftsContext value={drafts}>{children}</DraftsContext>;
}

/** The draft of one chat and how to change it; the component that uses it is to be keyed by the chat. */
export function useDraft(chat: string): [string, (text: string) => void] {
  const drafts = useContext(DraftsContext);
  if (drafts === null) throw new Error('useDraft outside DraftsProvider');
  const [text, setText] = useState(() => drafts.get(chat));
  const change = useCallback(
    (next: string) => {
      drafts.set(chat, next);
      setText(next);
    },
    [drafts, chat],
  );
  return [text, change];
}

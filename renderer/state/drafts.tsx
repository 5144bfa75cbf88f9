import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { useMemory } from './memoryContext.tsx';
import type { MemoryKeeper } from './windowMemory.ts';

/** As many as the memory holds; the oldest go first. */
const mostDrafts = 100;
/** Longest draft the memory takes; a longer one cannot be sent either. Characters. */
const maxLength = 10_000;

interface Drafts {
  get: (chat: string) => string;
  set: (chat: string, text: string) => void;
  clear: () => void;
}

type DraftList = readonly { chat: string; text: string }[];

function createDrafts(before: DraftList, onChange: (drafts: DraftList) => void): Drafts {
  const texts = new Map(before.map(({ chat, text }) => [chat, text]));
  const tell = (): void => onChange([...texts].map(([chat, text]) => ({ chat, text })));
  return {
    get: (chat) => texts.get(chat) ?? '',
    set(chat, text) {
      // Taken out first, so that the newest stands last.
      texts.delete(chat);
      if (text !== '') texts.set(chat, text);
      tell();
    },
    clear() {
      texts.clear();
      tell();
    },
  };
}

const ofWindows = new WeakMap<MemoryKeeper, Drafts>();

/** The drafts of this window, which begin with those of the window before it and are remembered for the next. */
export function draftsOf(memory: MemoryKeeper): Drafts {
  let drafts = ofWindows.get(memory);
  if (drafts === undefined) {
    drafts = createDrafts(memory.before.drafts, (all) =>
      memory.note({
        drafts: all.slice(-mostDrafts).map(({ chat, text }) => ({ chat, text: text.slice(0, maxLength) })),
      }),
    );
    ofWindows.set(memory, drafts);
  }
  return drafts;
}

/** What was begun and not sent, by chat. */
const DraftsContext = createContext<Drafts | null>(null);

/** @param props.isSample what is written to invented people is kept nowhere */
export function DraftsProvider({ isSample, children }: { isSample: boolean; children: ReactNode }) {
  const memory = useMemory();
  const drafts = useMemo(
    () => (isSample ? createDrafts([], () => undefined) : draftsOf(memory)),
    [memory, isSample],
  );
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

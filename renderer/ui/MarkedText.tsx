import { createContext, useContext, type ReactNode } from 'react';
import { findWords } from '../../electron/shared/search.ts';
import { lineOf } from './RemoteText.tsx';

/** The words that are searched for; empty where nobody searches. */
const SearchedContext = createContext<readonly string[]>([]);

export function SearchedWords({ words, children }: { words: readonly string[]; children: ReactNode }) {
  return <SearchedContext value={words}>{children}</SearchedContext>;
}

/** A text of somebody else, like `RemoteText`, with what was searched for marked in it. */
export function MarkedText({ text, className }: { text: string; className?: string | undefined }) {
  const words = useContext(SearchedContext);
  return (
    <bdi dir="auto" className={className}>
      {marked(text.toWellFormed(), words)}
    </bdi>
  );
}

/** The same in one line, begun where the first hit can be seen. */
export function MarkedLine({ text, className }: { text: string; className?: string | undefined }) {
  const words = useContext(SearchedContext);
  return (
    <bdi dir="auto" className={className}>
      {marked(lineOf(fromFirstHit(text, words)), words)}
    </bdi>
  );
}

/** A text in a paragraph of its own, whose direction is the paragraph's. */
export function MarkedWords({ text }: { text: string }) {
  const words = useContext(SearchedContext);
  return marked(text.toWellFormed(), words);
}

/** The words that settings are searched for; apart from the others, which are looked for in what people wrote. */
const SearchedLabelsContext = createContext<readonly string[]>([]);

export function SearchedLabels({ words, children }: { words: readonly string[]; children: ReactNode }) {
  return <SearchedLabelsContext value={words}>{children}</SearchedLabelsContext>;
}

/** Words of the app's own, with what settings were searched for marked in them. */
export function MarkedLabel({ text }: { text: string }) {
  const words = useContext(SearchedLabelsContext);
  return marked(text, words);
}

function marked(text: string, words: readonly string[]): ReactNode {
  const hits = findWords(text, words);
  if (hits.length === 0) return text;
  const parts: ReactNode[] = [];
  let end = 0;
  for (const [from, to] of hits) {
    parts.push(text.slice(end, from), <mark key={from}>{text.slice(from, to)}</mark>);
    end = to;
  }
  return [...parts, text.slice(end)];
}

/** A hit within so many characters of the beginning is in sight in a line of the list. */
const inSight = 28;
/** What is shown before a hit further on. Characters. */
const before = 14;

function fromFirstHit(text: string, words: readonly string[]): string {
  const [first] = findWords(text, words);
  if (first === undefined || first[0] <= inSight) return text;
  const from = first[0] - before;
  const space = text.slice(from, first[0]).search(/\s/);
  return `…${text.slice(space === -1 ? from : from + space + 1)}`;
}

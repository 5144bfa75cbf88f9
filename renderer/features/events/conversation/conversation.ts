import type { EventRow } from '../../../../electron/shared/event.ts';
import { isQuiet } from '../rowStyle.ts';

/** How far a message got, as ChatApp told. */
export interface Delivery {
  status: string;
  error: string | null;
}

export type ConversationItem =
  | {
      type: 'bubble';
      row: EventRow;
      messageId: string;
      /** The message that this one answers, where it is in the conversation too. */
      answers: EventRow | null;
      /** What became of it; of messages from our side. */
      delivery: Delivery | null;
      /** The reactions that still stand, in the order they came. */
      reactions: string[];
      deleted: boolean;
      opened: boolean;
    }
  | { type: 'quiet'; row: EventRow; times: number; opened: boolean };

const steps = ['sent', 'delivered', 'viewed', 'failed'];

/**
 * A chat's events as it was seen: messages as bubbles, what was told about a message folded into it, and everything
 * else as quiet lines. Ordered by when it happened, since what was caught up is stored later than it came.
 */
export function conversationOf(rows: readonly EventRow[], openedKey: string): ConversationItem[] {
  const ordered = rows.toSorted((one, other) => one.atMs - other.atMs || one.row - other.row);
  const bubbles = new Map<string, ConversationItem & { type: 'bubble' }>();
  for (const row of ordered) {
    if (!isBubble(row)) continue;
    const opened = row.key === openedKey;
    const messageId = messageIdOf(row);
    const answered = row.quote?.messageId ?? null;
    bubbles.set(messageId, {
      type: 'bubble',
      row,
      messageId,
      // What is answered came before, so that it is among those already found.
      answers: answered === null ? null : (bubbles.get(answered)?.row ?? null),
      delivery: null,
      reactions: [],
      deleted: false,
      opened,
    });
  }
  const items: ConversationItem[] = [];
  for (const row of ordered) {
    const own = isBubble(row) ? bubbles.get(messageIdOf(row)) : undefined;
    if (own !== undefined) {
      if (own.row === row) items.push(own);
      continue;
    }
    const opened = row.key === openedKey;
    const { content } = row;
    const about = 'messageId' in content ? bubbles.get(content.messageId) : undefined;
    if (about !== undefined) {
      fold(about, row);
      about.opened ||= opened;
      continue;
    }
    const last = items.at(-1);
    if (last?.type === 'quiet' && !opened && !last.opened && saysTheSame(last.row, row)) last.times += 1;
    else items.push({ type: 'quiet', row, times: 1, opened });
  }
  return items;
}

function fold(bubble: ConversationItem & { type: 'bubble' }, { content }: EventRow): void {
  if (content.type === 'delivery') {
    // "Delivered" may come after "seen"; the later step counts, and a failure is the last word.
    const known = bubble.delivery === null ? -1 : steps.indexOf(bubble.delivery.status);
    if (steps.indexOf(content.status) >= known)
      bubble.delivery = { status: content.status, error: content.error };
  } else if (content.type === 'destroyed') bubble.deleted = true;
  else if (content.type === 'reaction') {
    if (content.action.startsWith('un')) {
      bubble.reactions =
        content.reaction === '' ? [] : bubble.reactions.filter((one) => one !== content.reaction);
    } else if (content.reaction !== '' && !bubble.reactions.includes(content.reaction)) {
      bubble.reactions.push(content.reaction);
    }
  }
}

/** Somebody said it: words, a file, or a message of a type nobody knows. */
function isBubble(row: EventRow): boolean {
  const { type } = row.content;
  return !isQuiet(row) && (type === 'text' || type === 'attachment' || type === 'otherMessage');
}

/** ChatApp's id of a message: what its key ends with. */
function messageIdOf({ key, kind }: EventRow): string {
  const mark = `:${kind}:`;
  const place = key.indexOf(mark);
  return place === -1 ? key : key.slice(place + mark.length);
}

function saysTheSame(one: EventRow, other: EventRow): boolean {
  return one.kind === other.kind && JSON.stringify(one.content) === JSON.stringify(other.content);
}

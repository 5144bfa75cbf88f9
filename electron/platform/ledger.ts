import type { AttentionEffect } from '../core/attention/state.ts';
import type { Note } from '../core/attention/notes.ts';
import type { History, Logger } from '../core/ports.ts';
import type { EventRow, Outcome, Settled } from '../shared/event.ts';

/**
 * The ledger's writer: verdicts, outcomes and what attention keeps over a restart, one transaction for all that was
 * decided together. That it cannot be written is no reason to leave something undone; what is left is written with
 * the next.
 */
export interface Ledger {
  /** @returns whether the effect is one for the ledger. */
  take(effect: AttentionEffect): boolean;
  outcome(keys: readonly string[], outcome: Outcome, detail: string | null): void;
  note(note: Note): void;
  isUnwritten(key: string): boolean;
  /** What was not written yet is about events that are gone. */
  forget(): void;
  write(): void;
}

/** Writes that wait while the disk refuses; beyond them outcomes are given up, verdicts and notes never. */
const maxWaiting = 10_000;

export function createLedger(history: History, logger: Logger): Ledger {
  const verdicts = new Map<string, Extract<AttentionEffect, { type: 'verdict' }>>();
  const notes = new Map<string, string | null>();
  const people = new Map<string, string>();
  let others: (() => void)[] = [];
  let failing = false;

  /** ChatApp names a colleague by number where an answer is told, and by name where a chat is assigned. */
  function named(accountId: string, settled: Settled): Settled {
    if (settled.by !== 'colleague' || settled.name === null) return settled;
    const id = personNote(accountId, settled.name);
    const name = people.get(id) ?? history.notes(id).find((note) => note.name === id)?.text ?? null;
    return name === null ? settled : { ...settled, name };
  }

  function writeAll(): void {
    for (const [key, { verdict, reason, ruleId }] of verdicts)
      history.setVerdict(key, verdict, reason, ruleId);
    for (const write of others) write();
    for (const [name, text] of notes) history.saveNote(name, text);
  }

  return {
    take(effect) {
      switch (effect.type) {
        case 'verdict':
          verdicts.set(effect.key, effect);
          return true;
        case 'outcome':
          this.outcome(effect.keys, effect.outcome, null);
          return true;
        case 'markRead':
          others.push(() => history.markRead(effect.keys));
          return true;
        case 'settled': {
          const { keys, shown, accountId } = effect;
          others.push(() => {
            const settled = named(accountId, effect.settled);
            for (const key of keys) history.setSettled(key, settled);
            history.markRead(keys);
          });
          if (shown) this.outcome(keys, 'withdrawn', null);
          return true;
        }
        default:
          return false;
      }
    },
    outcome(keys, outcome, detail) {
      if (others.length > maxWaiting) return;
      others.push(() => keys.forEach((key) => history.setOutcome(key, outcome, detail)));
    },
    note({ name, text }) {
      notes.set(name, text);
      if (name.startsWith(personPrefix) && text !== null) people.set(name, text);
    },
    isUnwritten: (key) => verdicts.has(key),
    forget() {
      verdicts.clear();
      notes.clear();
      people.clear();
      others = [];
    },
    write() {
      if (verdicts.size === 0 && others.length === 0 && notes.size === 0) return;
      try {
        history.together(writeAll);
        verdicts.clear();
        notes.clear();
        others = [];
        failing = false;
      } catch (error) {
        if (!failing) logger.error('the ledger cannot be written', { error });
        failing = true;
      }
    },
  };
}

const personPrefix = 'person ';

/** The names that these events tell of employees. */
export function personNotes(rows: readonly EventRow[]): Note[] {
  return rows.flatMap(({ accountId, content }) => {
    if (content.type !== 'responsible' && content.type !== 'employee') return [];
    const { employeeId, employeeName } = content;
    if (employeeId === null || employeeName === null) return [];
    return [{ name: personNote(accountId, employeeId), text: employeeName }];
  });
}

/** Under which name of an employee is kept. */
function personNote(accountId: string, employeeId: string): string {
  return `${personPrefix}${accountId}:${employeeId}`;
}

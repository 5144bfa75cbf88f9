import type { Settled } from '../../../electron/shared/event.ts';
import type { Translate } from '../../../electron/shared/messages/translate.ts';

/** Who or what made an event's notification pointless, as a sentence; null where nothing did. */
export function settledText(settled: Settled | null, translate: Translate): string | null {
  if (settled === null) return null;
  const { what, by, name } = settled;
  switch (what) {
    case 'answered':
      if (by === 'me') return translate('settled.answeredMe');
      if (by === 'phone') return translate('settled.answeredPhone');
      if (name !== null) return translate('settled.answeredName', { name });
      return translate(by === 'colleague' ? 'settled.answeredColleague' : 'settled.answered');
    case 'read':
      if (by === 'me') return translate('settled.readMe');
      if (by === 'phone') return translate('settled.readPhone');
      return name === null ? translate('settled.read') : translate('settled.readName', { name });
    case 'readHere':
      return translate('settled.readHere');
    case 'closed':
      if (by === 'me') return translate('settled.closedMe');
      return name === null ? translate('settled.closed') : translate('settled.closedName', { name });
    case 'taken':
      if (by === 'me') return translate('settled.takenMe');
      return name === null ? translate('settled.taken') : translate('settled.takenName', { name });
    case 'destroyed':
      return translate(by === 'customer' ? 'settled.destroyedCustomer' : 'settled.destroyed');
  }
}

/** The same in a chip, for what was answered; null for the rest. */
export function answeredChip(settled: Settled | null, translate: Translate): string | null {
  if (settled?.what !== 'answered') return null;
  const name =
    settled.by === 'me'
      ? translate('chip.you')
      : settled.by === 'phone'
        ? translate('chip.phone')
        : settled.name;
  return name === null ? translate('chip.answered') : translate('chip.answeredBy', { name });
}

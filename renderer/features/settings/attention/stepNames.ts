import { useState } from 'react';
import type { UnansweredStep } from '../../../../electron/shared/attention.ts';

interface Named {
  afterMinutes: number;
  name: string;
}

/**
 * Names for the rows of the steps. A step whose minutes change keeps its name: its row goes to its new place with all
 * that is in it, also with the keyboard, and what is pressed next concerns the same step.
 */
export function useStepNames(steps: readonly UnansweredStep[]): {
  nameOf: (place: number) => string | undefined;
  /** The step at this place is wanted at other minutes; main may refuse it. */
  carryOver: (place: number, afterMinutes: number) => void;
} {
  const [known, setKnown] = useState(() => ({ steps, names: withNames(steps, []) }));
  let { names } = known;
  if (known.steps !== steps) {
    names = withNames(steps, names);
    setKnown({ steps, names });
  }
  return {
    nameOf: (place) => names[place]?.name,
    carryOver(place, afterMinutes) {
      const name = names[place]?.name;
      if (name !== undefined) setKnown({ steps, names: [...names, { afterMinutes, name }] });
    },
  };
}

function withNames(steps: readonly UnansweredStep[], before: readonly Named[]): Named[] {
  const taken = new Set<string>();
  return steps.map(({ afterMinutes }) => {
    const own = before.find((one) => one.afterMinutes === afterMinutes && !taken.has(one.name));
    const name = own?.name ?? crypto.randomUUID();
    taken.add(name);
    return { afterMinutes, name };
  });
}

import type { Nasty } from './nasty.ts';
import type { Random } from './random.ts';

/** Makes of a real text what a broken or hostile other side would: bytes changed, or values that nobody expects. */
export interface Mutator {
  /** Any text; `corpus` gives what it is spliced with. */
  text(original: string, corpus: readonly string[]): string;
  /** JSON with some of its values and keys replaced; still JSON. `original` must be JSON. */
  values(original: string): string;
}

const mark = '\uE000';
const marked = new RegExp(`"${mark}(\\d+)${mark}"`, 'g');

const hostileKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  'length',
  'then',
];

type Place = { holder: unknown[]; at: number } | { holder: Record<string, unknown>; at: string };

export function createMutator(random: Random, nasty: Nasty): Mutator {
  const nastyText = (): string =>
    random.chance(0.006) ? random.pick(nasty.large)() : random.pick(nasty.small);

  const changes: readonly ((given: string, corpus: readonly string[]) => string)[] = [
    // A bit of one character.
    (given) => {
      const at = random.below(given.length);
      const turned = String.fromCharCode(given.charCodeAt(at) ^ (1 << random.below(8)));
      return given.slice(0, at) + turned + given.slice(at + 1);
    },
    (given) => given.slice(0, random.below(given.length)),
    (given) => given.slice(random.below(given.length)),
    // A part of it twice.
    (given) => {
      const from = random.below(given.length);
      const part = given.slice(from, from + random.below(200));
      const at = random.below(given.length);
      return given.slice(0, at) + part + given.slice(at);
    },
    (given) => {
      const from = random.below(given.length);
      return given.slice(0, from) + given.slice(from + 1 + random.below(40));
    },
    (given, corpus) => {
      const other = random.pick(corpus);
      return given.slice(0, random.below(given.length)) + other.slice(random.below(other.length));
    },
    (given) => {
      const at = random.below(given.length);
      return given.slice(0, at) + nastyText() + given.slice(at);
    },
    (given) => given + given,
  ];

  function text(original: string, corpus: readonly string[]): string {
    let changed = original;
    for (let count = 1 + random.below(3); count > 0 && changed !== ''; count -= 1)
      changed = random.pick(changes)(changed, corpus);
    return changed;
  }

  function values(original: string): string {
    const root = { value: JSON.parse(original) as unknown };
    const inserted: string[] = [];
    const insert = (json: string): string => `${mark}${inserted.push(json) - 1}${mark}`;
    for (let count = 1 + random.below(3); count > 0; count -= 1) {
      const place = random.pick(placesOf(root));
      const value = valueAt(place);
      if (Array.isArray(value) && random.chance(0.3)) {
        // Far more of the same, or one stranger among them.
        if (random.chance(0.05)) value.push(...Array.from({ length: 300 }, () => value[0]));
        else value.splice(random.below(value.length + 1), 0, insert(nastyText()));
      } else if (isRecord(value) && random.chance(0.4)) {
        if (random.chance(0.3)) delete value[random.pick([...Object.keys(value), ''])];
        else value[insert(JSON.stringify(random.pick(hostileKeys)))] = insert(nastyText());
      } else put(place, insert(nastyText()));
    }
    return JSON.stringify(root.value).replace(marked, (_whole, at: string) => inserted[Number(at)] ?? 'null');
  }

  return { text, values };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(place: Place): unknown {
  return 'holder' in place && Array.isArray(place.holder)
    ? place.holder[Number(place.at)]
    : (place.holder as Record<string, unknown>)[String(place.at)];
}

function put({ holder, at }: Place, value: unknown): void {
  Object.defineProperty(holder, at, { value, enumerable: true, writable: true, configurable: true });
}

/** Every value there is, the whole included. */
function placesOf(root: Record<string, unknown>): Place[] {
  const places: Place[] = [];
  const open: unknown[] = [root];
  for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
    if (Array.isArray(holder)) {
      for (let at = 0; at < holder.length; at += 1) places.push({ holder, at });
      open.push(...(holder as unknown[]).filter((value) => typeof value === 'object' && value !== null));
    } else if (isRecord(holder)) {
      for (const at of Object.keys(holder)) places.push({ holder, at });
      open.push(...Object.values(holder).filter((value) => typeof value === 'object' && value !== null));
    }
  }
  return places;
}

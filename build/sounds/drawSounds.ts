import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes the app's sounds: `npm run sounds`. Pure synthesis, so that they are nobody's property and the same on
 * every run. The results are committed, so that building the app needs none of this.
 */

const sampleRate = 24_000;
/** −6 dBFS: loud enough under other sound, with room for the system's own mixer. */
const peak = 0.5;

/** A sine that is struck and dies away. Times in seconds. */
interface Strike {
  frequencyHz: number;
  /** Where the pitch ends up, when it glides. */
  endFrequencyHz?: number;
  level: number;
  startsAt: number;
  rise: number;
  /** After which it has lost 63 %. */
  decay: number;
}

interface Sound {
  seconds: number;
  partials: readonly Strike[];
}

/** A struck tone: its overtones are softer and die sooner, as in everything that rings. */
function tone(
  frequencyHz: number,
  startsAt: number,
  { level = 1, decay = 0.18, rise = 0.006, overtones = [] as readonly (readonly [number, number])[] } = {},
): Strike[] {
  return [[1, 1] as const, ...overtones].map(([ratio, strength]) => ({
    frequencyHz: frequencyHz * ratio,
    level: level * strength,
    startsAt,
    rise,
    decay: decay / Math.sqrt(ratio),
  }));
}

const soft = [
  [2, 0.22],
  [3, 0.06],
] as const;
/** A small bell: the third above the fundamental is minor, the rest is not harmonic. */
const bronze = [
  [0.5, 0.25],
  [1.19, 0.3],
  [2, 0.35],
  [2.74, 0.14],
  [4.07, 0.05],
] as const;

const sounds: Record<string, Sound> = {
  /** Two notes up, a fifth apart. */
  chime: {
    seconds: 0.7,
    partials: [
      ...tone(587.33, 0, { overtones: soft, decay: 0.14 }),
      ...tone(880, 0.12, { overtones: soft, decay: 0.17 }),
    ],
  },
  /** One short drop. */
  pop: {
    seconds: 0.25,
    partials: [
      { frequencyHz: 420, endFrequencyHz: 820, level: 1, startsAt: 0, rise: 0.004, decay: 0.045 },
      { frequencyHz: 210, endFrequencyHz: 410, level: 0.4, startsAt: 0, rise: 0.004, decay: 0.04 },
    ],
  },
  bell: { seconds: 0.9, partials: tone(659.26, 0, { overtones: bronze, decay: 0.26, rise: 0.004 }) },
  /** Two pairs of notes: insists, without being shrill. */
  alarm: {
    seconds: 0.9,
    partials: [0, 0.4].flatMap((at) => [
      ...tone(783.99, at, { overtones: soft, decay: 0.09 }),
      ...tone(622.25, at + 0.17, { overtones: soft, decay: 0.11 }),
    ]),
  },
};

function draw({ seconds, partials }: Sound): Float64Array {
  const samples = new Float64Array(Math.round(seconds * sampleRate));
  for (const { frequencyHz, endFrequencyHz = frequencyHz, level, startsAt, rise, decay } of partials) {
    let phase = 0;
    for (let index = Math.round(startsAt * sampleRate); index < samples.length; index += 1) {
      const time = index / sampleRate - startsAt;
      const glide = 1 - Math.exp(-time / 0.03);
      phase += (2 * Math.PI * (frequencyHz + (endFrequencyHz - frequencyHz) * glide)) / sampleRate;
      const envelope = Math.min(1, time / rise) * Math.exp(-time / decay);
      samples[index] = (samples[index] ?? 0) + level * envelope * Math.sin(phase);
    }
  }
  // Whatever is left at the end would be heard as a click.
  const fade = Math.round(0.04 * sampleRate);
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return samples.map((sample, index) => {
    const left = Math.min(1, (samples.length - 1 - index) / fade);
    return (sample / loudest) * peak * left;
  });
}

/** 16-bit mono. Source: Microsoft's "Multimedia Programming Interface and Data Specifications 1.0", WAVE. */
function wave(samples: Float64Array): Buffer {
  const header = 44;
  const file = Buffer.alloc(header + 2 * samples.length);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(2 * sampleRate, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((sample, index) => file.writeInt16LE(Math.round(sample * 32_767), header + 2 * index));
  return file;
}

const folder = join(import.meta.dirname, '../../electron/assets/sounds');
mkdirSync(folder, { recursive: true });
for (const [name, sound] of Object.entries(sounds)) {
  writeFileSync(join(folder, `${name}.wav`), wave(draw(sound)));
}
process.stdout.write('sounds made\n');

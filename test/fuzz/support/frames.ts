import { lineChannelName } from '../../support/events.ts';
import { frameOf, otherFrames, payloads } from './corpus.ts';
import type { Mutator } from './mutate.ts';
import type { Random } from './random.ts';

const known = payloads();
const texts = known.map((payload) => frameOf(payload, lineChannelName, true));

/** What expressions and parsers go back and forth over when much of it is followed by nothing that fits. */
const repeated = ['\\"', '"', '\\\\', '{"a":', '[', '1', '-', '1e', ' ', '\\u0000', ',', '}'];

/** A real frame that something was done to: to its payload, to its outside, or to its bare text. */
export function makeFrame(random: Random, mutator: Mutator, channel: string = lineChannelName): string {
  // After a long id, because that is what makes a text be looked at closely.
  if (random.chance(0.001))
    return `{"event":"message","id":12345678901234567890,"data":"${random.pick(repeated).repeat(30_000)}`;
  const payload = random.pick(known);
  const asText = random.chance(0.8);
  const way = random.next();
  if (way < 0.62) return frameOf({ ...payload, text: mutator.values(payload.text) }, channel, asText);
  if (way < 0.72) return frameOf({ ...payload, text: mutator.text(payload.text, texts) }, channel, true);
  const whole = random.chance(0.15) ? random.pick(otherFrames) : frameOf(payload, channel, asText);
  if (way < 0.84 && isJson(whole)) return mutator.values(whole);
  return mutator.text(whole, texts);
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object' && text !== 'null';
  } catch {
    return false;
  }
}

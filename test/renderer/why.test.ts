import { describe, expect, it } from 'vitest';
import {
  outcomes,
  settledSchema,
  verdictReasons,
  verdictSchema,
  type Settled,
} from '../../electron/shared/event.ts';
import { createTranslate, languages } from '../../electron/shared/messages/translate.ts';
import { answeredChip, settledText } from '../../renderer/features/events/settledText.ts';
import { whyText } from '../../renderer/features/events/whyText.ts';
import { makeRow } from './sampleData.ts';

const english = createTranslate('en');
const by = (what: Settled['what'], who: Settled['by'], name: string | null = null): Settled => ({
  what,
  by: who,
  name,
});

describe('why somebody was told or not', () => {
  it.each(languages)('is a sentence for every verdict, reason and outcome (%s)', (language) => {
    const translate = createTranslate(language);
    for (const verdict of verdictSchema.options) {
      for (const reason of verdictReasons) {
        for (const outcome of [null, ...outcomes]) {
          for (const rule of [null, 'Sales: urgent']) {
            for (const settled of [null, by('answered', 'colleague', 'Test Testov')]) {
              const row = makeRow(1, { verdict, reason, outcome, settled });
              const why = whyText(row, rule, translate);
              const told = `${verdict} ${reason} ${outcome} → ${why.sentence}`;
              expect(why.title, told).not.toBe('');
              expect(why.sentence, told).toMatch(/^\p{Lu}.*\.$/u);
              expect(why.sentence, told).not.toMatch(/[{}]|undefined|null|\b(why|outcome|settled)\./);
            }
          }
        }
      }
    }
  });

  it.each(languages)('is a sentence for everything that settles an event (%s)', (language) => {
    const translate = createTranslate(language);
    for (const what of settledSchema.shape.what.options) {
      for (const who of [null, 'me', 'colleague', 'phone', 'customer'] as const) {
        for (const name of [null, 'Anna']) {
          expect(settledText(by(what, who, name), translate)).toMatch(/^\p{Lu}.+\.$/u);
        }
      }
    }
  });

  it.each([
    [by('answered', 'colleague', 'Test Testov'), 'Answered by Test Testov.'],
    [by('answered', 'phone'), 'Answered from the phone.'],
    [by('answered', 'me', 'Me Myself'), 'You answered.'],
    [by('read', null), 'Read in ChatApp.'],
    [by('readHere', 'me'), 'Read here.'],
    [by('closed', null), 'The chat was closed.'],
    [by('taken', 'colleague', 'Anna'), 'Anna took the chat over.'],
    [by('destroyed', 'customer'), 'The customer deleted the message.'],
  ])('says who or what settled it: %o', (settled, words) => {
    expect(settledText(settled, english)).toBe(words);
  });

  it('says what became of what was held', () => {
    const why = (change: Parameters<typeof makeRow>[1]) =>
      whyText(makeRow(1, { verdict: 'hold', reason: 'offShift', outcome: null, ...change }), null, english);
    expect(why({}).sentence).toMatch(/outside your shifts.*You will be told in one summary/);
    expect(why({ outcome: 'delivered' }).sentence).toMatch(/Afterwards you were told of it in a summary/);
    expect(why({ settled: by('answered', 'phone') }).sentence).toMatch(
      /settled before the summary.*Answered from the phone/,
    );
  });

  it('names the rule, and says when it was deleted', () => {
    const row = makeRow(1, { verdict: 'silent', reason: 'rule', outcome: null, ruleId: 'r' });
    expect(whyText(row, 'tags: nothing', english).sentence).toBe(
      'Not told because of your rule “tags: nothing”.',
    );
    expect(whyText(row, null, english).sentence).toMatch(/deleted since/);
  });

  it('does not call it told what do-not-disturb kept off the screen', () => {
    const why = whyText(makeRow(1, { outcome: 'doNotDisturb' }), null, english);
    expect(why.title).toBe('Why was I not told?');
    expect(why.sentence).toMatch(/handed over, but the system’s do-not-disturb kept it off the screen/);
  });

  it('has a chip for what was answered only', () => {
    expect(answeredChip(by('answered', 'colleague', 'Test'), english)).toBe('answered · Test');
    expect(answeredChip(by('answered', null), english)).toBe('answered');
    expect(answeredChip(by('read', 'me'), english)).toBeNull();
  });
});

import { afterEach, expect, it } from 'vitest';
import { causeText } from '../../electron/shared/eventText.ts';
import { createTranslate } from '../../electron/shared/messages/translate.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { cleanUps } from '../support/fakes.ts';
import { startHeadlessApp } from '../support/headlessApp.ts';

const ends = cleanUps();
afterEach(() => ends.run());

it.each(['untrusted', 'expired'] as const)(
  'a certificate that is %s is told with issuer and dates',
  async (certificate) => {
    const simulator = await startSimulator({ certificate });
    ends.add(() => simulator.stop());
    const app = startHeadlessApp(simulator);
    ends.add(() => app.stop());
    const signIn = await app.signIn();
    if (signIn.result !== 'failed') throw new Error(`signing in ended with ${signIn.result}`);
    const { accessToken, refreshToken } = simulator.issueTokens();
    await app.accounts.useTokens({ accessToken, refreshToken, accountId: '685' });
    const cause = await app.waitFor('a cause', () => app.account()?.link.cause);
    for (const told of [signIn.cause, cause]) {
      expect(told.code).toBe('certificate');
      expect(causeText(told, createTranslate('en'))).toMatch(
        /^the certificate from “.+” \(valid \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d\) is not trusted$/,
      );
    }
    if (certificate === 'expired') expect(cause.validToMs).toBeLessThan(Date.now());
  },
);

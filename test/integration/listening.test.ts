import { afterEach, describe, expect, it } from 'vitest';
import { lineIds } from '../simulator/cast.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { companyChannel, employeeChannel, lineChannel, userChannel } from '../simulator/socket/protocol.ts';
import { cleanUps } from '../support/fakes.ts';
import { serverOf, startHeadlessApp, type HeadlessApp } from '../support/headlessApp.ts';
import {
  allListening,
  allMessengers,
  authorisationGate,
  startListening,
  startTogether,
} from '../support/signedIn.ts';
import { startSimulator } from '../simulator/simulator.ts';

const ends = cleanUps();
afterEach(() => ends.run());

const salesChannel = lineChannel(lineIds.sales, 'grWhatsApp');
const authorisations = (simulator: Simulator, channel?: string): number =>
  simulator.requests.filter(
    (request) => request.channel !== null && (channel ?? request.channel) === request.channel,
  ).length;

describe('channels', () => {
  it('of the user, the company and the employee are listened to as well', async () => {
    const { simulator, app } = await startListening(ends);
    const { cabinetUserId, companyId } = simulator.account;
    for (const name of [
      userChannel(cabinetUserId),
      companyChannel(companyId),
      employeeChannel(companyId, cabinetUserId),
    ]) {
      await app.waitFor(name, () => app.channel(name)?.status === 'listening');
    }
  });

  it('are asked for once each, and once again on another link', async () => {
    const together = await startListening(ends);
    const { simulator, app } = together;
    const all = app.account()?.channels.length ?? 0;
    await app.waitFor('all of them', () =>
      app.account()?.channels.every((channel) => channel.status === 'listening'),
    );
    expect(authorisations(simulator)).toBe(all);
    const firstFrames = simulator.clientFrames.filter((frame) => frame.event === 'pusher:subscribe').length;
    expect(firstFrames).toBe(all);
    app.accounts.wakeAll();
    await app.waitFor('the second link', () => simulator.totalConnections === 2);
    await allListening(together);
    await app.waitFor('all again', () =>
      app.account()?.channels.every((channel) => channel.status === 'listening'),
    );
    expect(authorisations(simulator)).toBe(all * 2);
  });

  it('that may not be listened to are said, and the others listen', async () => {
    const { simulator, app } = await startTogether(ends);
    simulator.setAuthMode('403', { only: salesChannel });
    await app.signIn();
    await app.waitFor('the others', () => app.listening().length === allMessengers - 1);
    const refused = await app.waitFor('the refusal', () =>
      app.account()?.channels.find((channel) => channel.status === 'noAccess'),
    );
    expect(refused).toMatchObject({ name: salesChannel, cause: { code: 'noAccess' } });
    // A good token was refused for one channel: nothing was renewed for it.
    expect(simulator.requests.filter((request) => request.path.endsWith('/refresh'))).toEqual([]);
    expect(app.account()?.status).toBe('signedIn');
  });

  it.each(['500', '503', '403-page', 'html', '302', 'empty-object', 'drop', '429'] as const)(
    'whose authorisation was answered %s heal',
    async (mode) => {
      const together = await startTogether(ends, { hurry: 5 });
      const { simulator, app } = together;
      simulator.setAuthMode(mode, { only: salesChannel, count: 2 });
      await app.signIn();
      const failing = await app.waitFor('a cause', () => app.channel(salesChannel)?.cause);
      expect(failing.code).not.toBe('noAccess');
      await allListening(together);
      expect(app.channel(salesChannel)).toMatchObject({ status: 'listening', cause: null });
      expect(app.account()?.status).toBe('signedIn');
    },
  );

  it.each(['connection-error', 'subscription-error', 'silent'] as const)(
    'whose signature was wrong heal where the server answers: %s',
    async (badSignature) => {
      const together = await startTogether(ends, { hurry: 10 }, { badSignature });
      const { simulator, app } = together;
      simulator.setAuthMode('bad-signature', { only: salesChannel, count: 1 });
      await app.signIn();
      expect((await app.waitFor('a cause', () => app.channel(salesChannel)?.cause)).code).toBe(
        'notAuthorised',
      );
      await allListening(together);
      expect(simulator.totalConnections).toBe(1);
    },
  );

  it('are not held up by one whose authorisation is never answered, which heals on the next link', async () => {
    const together = await startTogether(ends);
    const { simulator, app } = together;
    simulator.setAuthMode('hang', { only: salesChannel, count: 1 });
    await app.signIn();
    await app.waitFor('the others', () => app.listening().length === allMessengers - 1);
    expect(app.channel(salesChannel)?.status).toBe('asking');
    app.accounts.wakeAll();
    await allListening(together);
  });

  it('whose authorisation is never answered are asked again by themselves', { timeout: 25_000 }, async () => {
    const together = await startTogether(ends, { hurry: 10 });
    const { simulator, app } = together;
    simulator.setAuthMode('hang', { only: salesChannel, count: 1 });
    await app.signIn();
    const cause = await app.waitFor('a cause', () => app.channel(salesChannel)?.cause, 15_000);
    expect(cause.code).toBe('timedOut');
    await allListening(together);
  });

  it('never get the answer that was meant for a link that is gone', async () => {
    const gate = authorisationGate();
    const together = await startTogether(ends, { wrapAuthorizer: gate.wrap, hurry: 10 });
    const { simulator, app } = together;
    await app.signIn();
    await gate.crowd(4);
    app.accounts.wakeAll();
    await simulator.waitFor(
      'the next link',
      () => simulator.totalConnections === 2 && simulator.connections() === 1,
    );
    await app.waitFor('the next link here', () => app.account()?.link.status === 'connected');
    gate.open();
    await allListening(together);
    // The server was asked for each channel once, by the answer that was meant for this link.
    const subscribed = simulator.clientFrames.filter((frame) => frame.event === 'pusher:subscribe');
    expect(new Set(subscribed.map((frame) => frame.channel)).size).toBe(subscribed.length);
  });

  it('keep to at most four authorisations at once', async () => {
    const gate = authorisationGate();
    const together = await startTogether(ends, { wrapAuthorizer: gate.wrap });
    const { app } = together;
    await app.signIn();
    await gate.crowd(4);
    gate.open();
    await allListening(together);
    expect(gate.most()).toBe(4);
  });

  it('of a line that is added are found, and those of one that is taken away are let go', async () => {
    // Not faster: a machine that stands still for a moment would be half a minute of silence, and a new connection.
    const { simulator, app } = await startListening(ends, { hurry: 100 });
    simulator.addLine({
      licenseId: 4_000,
      licenseName: 'New',
      companyId: simulator.account.companyId,
      messengers: [{ type: 'telegram', name: 'Telegram', phone: null }],
    });
    await app.waitFor('the new line', () => app.listening().includes(lineChannel(4_000, 'telegram')));
    simulator.revokeLine(4_000);
    await app.waitFor('no such line', () => app.channel(lineChannel(4_000, 'telegram')) === undefined);
    await simulator.waitFor(
      'nobody there',
      () => !simulator.subscriptions().has(lineChannel(4_000, 'telegram')),
    );
    expect(app.listening()).toHaveLength(allMessengers);
    expect(simulator.totalConnections).toBe(1);
  });

  it('are found out as soon as ChatApp tells them, and the cause is said until then', async () => {
    const together = await startTogether(ends, { hurry: 10 });
    const { simulator, app } = together;
    simulator.setRestMode('500', { only: '/v1/licenses' });
    await app.signIn();
    expect(await app.waitFor('a cause', () => app.account()?.linesCause)).toMatchObject({
      code: 'httpStatus',
      status: 500,
    });
    expect(app.account()?.lines).toBeNull();
    simulator.setRestMode('ok');
    await allListening(together);
    expect(app.account()?.linesCause).toBeNull();
  });
});

describe('fixed channels', () => {
  const fixed = [salesChannel, lineChannel(lineIds.workshop, 'telegram')];

  async function startFixed(): Promise<{ simulator: Simulator; app: HeadlessApp }> {
    const simulator = await startSimulator();
    ends.add(() => simulator.stop());
    const { accessToken } = simulator.issueTokens();
    const kept = [{ accountId: '685', label: '', accessToken, refreshToken: null }];
    const app = startHeadlessApp(simulator, { server: { channels: fixed }, kept });
    ends.add(() => app.stop());
    return { simulator, app };
  }

  it('are listened to without asking ChatApp anything else', async () => {
    const { simulator, app } = await startFixed();
    simulator.setRestMode('500');
    await app.accounts.restore();
    await app.waitFor('both', () => app.listening().length === 2);
    expect([...simulator.subscriptions().keys()].toSorted()).toEqual(fixed.toSorted());
    expect(simulator.requests.filter((request) => request.channel === null)).toEqual([]);
    expect(app.account()).toMatchObject({ linesCause: null, link: { cause: null } });
  });

  it('give way to what ChatApp tells once they are taken out, and the other way round', async () => {
    const { simulator, app } = await startFixed();
    await app.accounts.restore();
    await app.waitFor('both', () => app.listening().length === 2);
    app.settings = { ...app.settings, server: serverOf(simulator) };
    app.accounts.wakeAll();
    await app.waitFor('all', () => app.listening().length === allMessengers);
    app.settings = { ...app.settings, server: { ...serverOf(simulator), channels: fixed } };
    app.accounts.wakeAll();
    await app.waitFor(
      'both again',
      () => app.listening().length === 2 && app.account()?.channels.length === 2,
    );
  });

  it('outlast the trouble that ChatApp had telling the lines before', async () => {
    const { simulator, app } = await startFixed();
    app.settings = { ...app.settings, server: serverOf(simulator) };
    simulator.setRestMode('500', { only: '/v1/licenses' });
    await app.accounts.restore();
    await app.waitFor('the trouble', () => app.account()?.linesCause);
    app.settings = { ...app.settings, server: { ...serverOf(simulator), channels: fixed } };
    app.accounts.wakeAll();
    await app.waitFor('both', () => app.listening().length === 2);
    expect(app.account()?.linesCause).toBeNull();
  });
});

import { request } from 'node:http';
import { afterEach, expect, inject, it } from 'vitest';
import { cleanUps } from '../support/fakes.ts';
import { memoryCursors, startHeadlessApp, type SimulatorAddress } from '../support/headlessApp.ts';
import { allMessengers } from '../support/signedIn.ts';
import { startChild } from './support/childProcess.ts';
import { eventually, patienceMs, textOf } from './support/faultCase.ts';
import { report } from './support/faultReport.ts';

const ends = cleanUps();
afterEach(() => ends.run());

it.skipIf(process.platform === 'win32')(
  'a server process that is stopped (SIGSTOP) and goes on (SIGCONT)',
  async () => {
    const server = startChild('test/simulator/cli.ts', []);
    ends.add(() => server.end());
    const address = JSON.parse(await server.line()) as SimulatorAddress & { controlUrl: string };
    const cursors = memoryCursors();
    const app = startHeadlessApp(address, {
      hurry: 10,
      cursors,
      limits: { silenceMs: 300, pongMs: 300, handshakeMs: 500 },
    });
    ends.add(() => app.stop());
    await app.accounts.signIn(address.account);
    await app.waitFor('all lines', () => app.listening().length === allMessengers, patienceMs);
    await eventually('the first catch-up', () => Object.keys(cursors.load('685')).length >= allMessengers);

    const frozenAt = performance.now();
    server.process.kill('SIGSTOP');
    await app.waitFor(
      '"noReply" to be said',
      () => app.account()?.link.cause?.code === 'noReply',
      patienceMs,
    );
    const noticedMs = performance.now() - frozenAt;
    expect(app.listening()).toEqual([]);
    // It waits in the stopped process's port, and is sent to sockets that nobody listens at any more.
    const said = control(`${address.controlUrl}/control/message`, {
      customer: 'anna',
      text: 'said to a dead socket',
    });
    await app.waitFor(
      'another try to fail',
      () => app.account()?.link.cause?.code === 'timedOut',
      patienceMs,
    );

    const thawedAt = performance.now();
    server.process.kill('SIGCONT');
    await said;
    await app.waitFor('all lines again', () => app.listening().length === allMessengers, patienceMs);
    await app.waitFor(
      'the message',
      () => app.rows().some((row) => textOf(row) === 'said to a dead socket'),
      patienceMs,
    );
    await app.waitFor('it to be told', () => app.toaster.calls.length === 1, patienceMs);
    expect(app.rows()).toHaveLength(1);
    report(inject('faultReport'), {
      note: `frozen server process: noticed in ${Math.round(noticedMs)} ms (limits 300 + 300), well again ${Math.round(performance.now() - thawedAt)} ms after SIGCONT`,
    });
  },
);

function control(url: string, body: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST' }, (incoming) => {
      incoming.resume();
      incoming.on('end', () =>
        incoming.statusCode === 200 ? resolve() : reject(new Error(String(incoming.statusCode))),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(body));
  });
}

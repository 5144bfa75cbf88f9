import { everyEvent } from '../../electron/shared/eventFilter.ts';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Cause, CauseCode } from '../../electron/shared/appState.ts';
import { faultModes } from '../simulator/api/faults.ts';
import type { ApiAnswer } from '../simulator/api/answers.ts';
import { lineIds } from '../simulator/cast.ts';
import { lineChannel } from '../simulator/socket/protocol.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { cleanUps, settled } from '../support/fakes.ts';
import { startHeadlessApp, type HeadlessApp } from '../support/headlessApp.ts';
import { patienceMs, textOf } from './support/faultCase.ts';
import { report } from './support/faultReport.ts';

/** One app goes through every odd thing a server can do; after each it must listen again, and nothing may have thrown. */

const ends = cleanUps();
const channel = lineChannel(lineIds.sales, 'grWhatsApp');
const thrown: unknown[] = [];
const onThrown = (error: unknown): void => void thrown.push(error);
let simulator: Simulator;
let app: HeadlessApp;
let cases = 0;

beforeAll(async () => {
  process.on('uncaughtException', onThrown);
  process.on('unhandledRejection', onThrown);
  simulator = await startSimulator({ requestsPerSecond: 10_000 });
  ends.add(() => simulator.stop());
  // One channel makes a reconnect cheap; the handshake's deadline is what an odd silence costs.
  app = startHeadlessApp(simulator, {
    hurry: 10,
    limits: { handshakeMs: 500 },
    server: { channels: [channel] },
  });
  ends.add(() => app.stop());
  await app.signIn();
  await listens();
});

afterAll(async () => {
  await ends.run();
  process.off('uncaughtException', onThrown);
  process.off('unhandledRejection', onThrown);
  report(inject('faultReport'), { note: `matrix: ${cases} cases, ${thrown.length} exceptions` });
});

async function listens(): Promise<void> {
  await app.waitFor('to listen', () => app.channel(channel)?.status === 'listening', patienceMs);
  await simulator.waitForSubscription(channel, 1, patienceMs);
}

/** Listens, hears, and nothing was thrown. */
async function allWell(): Promise<void> {
  cases += 1;
  await listens();
  const text = `after case ${cases}`;
  simulator.message({ customer: 'anna', text });
  await app.waitFor(
    'the message',
    () =>
      app.history
        .page({ beforeRow: null, limit: 3, filter: everyEvent })
        .rows.some((row) => textOf(row) === text),
    patienceMs,
  );
  await settled();
  expect(thrown.splice(0).map((error) => (error instanceof Error ? error.stack : error))).toEqual([]);
}

/** The first cause of the link since the case began. */
async function linkCause(since: number): Promise<Cause> {
  return app.waitFor(
    'a cause',
    () =>
      app.states
        .slice(since)
        .flat()
        .flatMap(({ link }) => (link.status === 'retrying' ? link.cause : null) ?? [])
        .at(0),
    patienceMs,
  );
}

/** A new link at once, whatever the last one is doing; nothing of it is in the states yet. */
function dialAgain(): number {
  const since = app.states.length;
  app.accounts.wakeAll();
  return since;
}

const laterFrames: readonly string[] = [
  '{}',
  '[]',
  '"str"',
  '123',
  'true',
  'null',
  '',
  '{"event":',
  'plain words',
  '\u0000\u0001\u0002',
  '{"event":null}',
  '{"event":5}',
  '{"event":{}}',
  '{"event":""}',
  `{"event":"message","channel":"__proto__","data":"{}"}`,
  `{"event":"message","channel":"constructor","data":"{}"}`,
  `{"event":"message","channel":"toString","data":"{}"}`,
  `{"event":"message","channel":5,"data":"{}"}`,
  `{"event":"message","channel":["${channel}"],"data":"{}"}`,
  `{"event":"message","channel":"private-nobody","data":"{}"}`,
  `{"event":"__proto__","channel":"${channel}","data":"{}"}`,
  `{"event":"message","channel":"${channel}"}`,
  `{"event":"message","channel":"${channel}","data":5}`,
  `{"event":"message","channel":"${channel}","data":[1,2]}`,
  `{"event":"message","channel":"${channel}","data":"words"}`,
  `{"event":"message","channel":"${channel}","data":"12345678901234567890"}`,
  `{"event":"message","channel":"${channel}","data":"\\ud800"}`,
  `{"event":"message","channel":"${channel}","data":"${'['.repeat(50_000)}${']'.repeat(50_000)}"}`,
  `{"event":"message","channel":"${channel}","data":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
  `{"event":"message","event":"chatStatus","channel":"${channel}","data":"{}"}`,
  '{"event":"pusher_internal:subscription_count"}',
  `{"event":"pusher_internal:subscription_count","channel":"${channel}"}`,
  `{"event":"pusher_internal:subscription_succeeded","channel":"nobody","data":7}`,
  '{"event":"pusher:signin_success"}',
  '{"event":"pusher:signin_success","data":{"user_data":"{"}}',
  '{"event":"pusher:watchlist_events","data":{"events":5}}',
  '{"event":"pusher:error"}',
  '{"event":"pusher:error","data":{"code":null,"message":null}}',
  '{"event":"pusher:error","data":{"code":4009,"message":"Invalid Signature"}}',
  '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.1\\"}"}',
  '{"event":"pusher:ping"}',
  '{"event":"pusher:pong","data":"{"}',
];

const closeCodes: readonly number[] = [
  1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4000, 4001, 4003, 4004, 4005,
  4006, 4007, 4008, 4009, 4100, 4200, 4201, 4301, 4999,
];

const hello = (data: unknown): string => JSON.stringify({ event: 'pusher:connection_established', data });
const firstFrames: readonly (readonly [string, CauseCode])[] = [
  ['', 'timedOut'],
  ['{}', 'badGreeting'],
  ['[]', 'badGreeting'],
  ['null', 'badGreeting'],
  ['words', 'badGreeting'],
  ['{"event":"pusher:ping"}', 'badGreeting'],
  ['{"event":"message","channel":"x","data":"{}"}', 'badGreeting'],
  ['{"event":"pusher:connection_established"}', 'badGreeting'],
  [hello(null), 'badGreeting'],
  [hello('{'), 'badGreeting'],
  [hello({ activity_timeout: 30 }), 'badGreeting'],
  [hello({ socket_id: 5, activity_timeout: 30 }), 'badGreeting'],
  [hello({ socket_id: '', activity_timeout: 30 }), 'badGreeting'],
  ['{"event":"pusher:error"}', 'badGreeting'],
  ['{"event":"pusher:error","data":{"code":null}}', 'badGreeting'],
  ['{"event":"pusher:error","data":{"code":4001,"message":"no app"}}', 'unknownKey'],
  ['{"event":"pusher:error","data":"{\\"code\\":4100,\\"message\\":\\"full\\"}"}', 'serverFull'],
];

const json = (body: string | Uint8Array, more: Partial<ApiAnswer> = {}): ApiAnswer => ({
  status: 200,
  body,
  contentType: 'application/json',
  ...more,
});
const rawAnswers: readonly (readonly [string, ApiAnswer])[] = [
  ['null', json('null')],
  ['an array', json('[]')],
  ['a text', json('"auth"')],
  ['auth as a number', json('{"auth":5}')],
  ['auth as null', json('{"auth":null}')],
  ['auth empty', json('{"auth":""}')],
  ['auth that is no signature', json('{"auth":"x"}')],
  ['cut JSON', json('{"auth":"')],
  ['an empty body', json('')],
  ['no content', json('', { status: 204 })],
  ['9 MiB', json(`{"auth":"${'x'.repeat(9 * 1_048_576)}"}`)],
  ['gzip', json(gzipSync('{"auth":"x"}'), { headers: { 'content-encoding': 'gzip' } })],
  ['a redirect to nowhere', json('', { status: 302 })],
  ['a redirect to itself', json('', { status: 307, headers: { location: '/broadcasting/auth' } })],
  ['a redirect to a file', json('', { status: 301, headers: { location: 'file:///etc/hostname' } })],
  ['418', json('{}', { status: 418 })],
  ['429 for a while', json('', { status: 429, headers: { 'retry-after': 'soon' } })],
];

describe('later frames', () => {
  it.each(laterFrames.map((frame) => [frame.slice(0, 70), frame] as const))('%s', async (_name, frame) => {
    const { totalConnections } = simulator;
    simulator.sendRawFrame(frame);
    await allWell();
    expect(simulator.totalConnections).toBe(totalConnections);
  });
});

describe('close codes', () => {
  it.each(closeCodes)('%i of a link that stands', async (code) => {
    const since = app.states.length;
    simulator.closeAll(code);
    expect((await linkCause(since)).status).toBe(code);
    dialAgain();
    await allWell();
  });

  it.each(closeCodes)('%i before the greeting', async (code) => {
    simulator.setFirstFrame('');
    const { totalConnections } = simulator;
    const since = dialAgain();
    await simulator.waitFor(
      'the next link',
      () => simulator.totalConnections > totalConnections && simulator.connections() === 1,
      patienceMs,
    );
    simulator.closeAll(code);
    const cause = await linkCause(since);
    // On a busy machine the deadline for a greeting may have been first.
    if (cause.code !== 'timedOut') expect(cause.status).toBe(code);
    simulator.setFirstFrame(null);
    dialAgain();
    await allWell();
  });
});

describe('first frames', () => {
  it.each(firstFrames)('%s', async (frame, code) => {
    simulator.setFirstFrame(frame);
    const since = dialAgain();
    expect((await linkCause(since)).code).toBe(code);
    simulator.setFirstFrame(null);
    dialAgain();
    await allWell();
  });
});

describe('answers to authorisations', () => {
  /** The channel says why it does not listen, or that it still waits. */
  async function isSaid(): Promise<void> {
    const asked = simulator.requests.length;
    dialAgain();
    await simulator.waitFor('the question', () => simulator.requests.length > asked, patienceMs);
    await app.waitFor(
      'a state with a name',
      () => {
        const state = app.channel(channel);
        if (state === undefined || state.status === 'listening') return false;
        return state.cause !== null || state.status === 'asking';
      },
      patienceMs,
    );
  }

  it.each(faultModes.filter((mode) => mode !== 'ok'))('%s', async (mode) => {
    simulator.setAuthMode(mode);
    await isSaid();
    if (mode !== 'hang') {
      const cause = await app.waitFor('a cause', () => app.channel(channel)?.cause, patienceMs);
      expect(cause.code).not.toBe('unknown');
    }
    simulator.setAuthMode('ok');
    dialAgain();
    await allWell();
  });

  it.each(rawAnswers)('%s', async (_name, answer) => {
    simulator.setAuthAnswer(answer);
    await isSaid();
    await app.waitFor('a cause', () => app.channel(channel)?.cause, patienceMs);
    simulator.setAuthAnswer(null);
    dialAgain();
    await allWell();
  });

  it('a token that fits in no header', async () => {
    const second = startHeadlessApp(simulator, { hurry: 10 });
    ends.add(() => second.stop());
    await second.accounts.useTokens({
      accessToken: 'two\r\nlines: x',
      refreshToken: 'as\r\nodd',
      accountId: 'odd',
    });
    await second.waitFor(
      'what became of it',
      () => second.account()?.linesCause !== null || second.account()?.status === 'signedOut',
      patienceMs,
    );
    second.stop();
    await allWell();
  });
});

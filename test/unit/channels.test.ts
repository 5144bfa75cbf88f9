import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  messengerChannels,
  newChannel,
  parseChannel,
  personChannels,
  stepChannel,
  type ChannelEntry,
  type ChannelInput,
} from '../../electron/core/connection/channels.ts';
import type { ApiFailure } from '../../electron/core/ports.ts';

const lines = [
  {
    id: '1229',
    name: 'Sales',
    owned: null,
    messengers: [
      { type: 'telegram', name: null },
      { type: 'grWhatsApp', name: null },
    ],
  },
  { id: '1230', name: null, owned: null, messengers: [] },
];

describe('channel names', () => {
  it("are ChatApp's, one per messenger of a line", () => {
    expect(messengerChannels(lines).map((target) => target.name)).toEqual([
      'private-v1.licenses.1229.messengers.telegram',
      'private-v1.licenses.1229.messengers.grWhatsApp',
    ]);
  });

  it('are those of the user, the companies and the employee', () => {
    expect(personChannels('685', ['2224', '7']).map(({ name, kind }) => [name, kind])).toEqual([
      ['private-v1.users.685', 'user'],
      ['private-v1.companies.2224', 'company'],
      ['private-v1.companies.2224.users.685', 'employee'],
      ['private-v1.companies.7', 'company'],
      ['private-v1.companies.7.users.685', 'employee'],
    ]);
  });

  it('are read back as what they were made from', () => {
    for (const target of [...messengerChannels(lines), ...personChannels('685', ['2224'])]) {
      expect(parseChannel(target.name)).toEqual(target);
    }
  });

  it.each([
    '',
    'private-v1.licenses.1229',
    'private-v1.licenses..messengers.x',
    'presence-x',
    '__proto__',
    'message',
  ])('%j belongs to no line', (name) => {
    expect(parseChannel(name)).toEqual({ name, kind: 'other', lineId: null, messengerType: null });
  });
});

const fresh = newChannel(parseChannel('private-v1.licenses.1229.messengers.telegram'), false);
const failure = (error: 'noAccess' | 'tokenRefused'): ApiFailure => ({ error });
const unavailable: ApiFailure = { error: 'unavailable', cause: { code: 'httpStatus', status: 500 } };
const rateLimited: ApiFailure = { error: 'rateLimited', retryAfterMs: null };

function after(inputs: readonly ChannelInput[], from: ChannelEntry = fresh): ChannelEntry {
  return inputs.reduce((channel, input) => stepChannel(channel, input, 0.5).channel, from);
}

describe('the life of a channel', () => {
  it.each<[string, ChannelInput[], ChannelEntry['status'], string | undefined]>([
    ['asked', [{ type: 'asked' }], 'asking', undefined],
    ['subscribed', [{ type: 'asked' }, { type: 'subscribed', nowMs: 1 }], 'listening', undefined],
    ['never answered', [{ type: 'asked' }, { type: 'overdue' }], 'failing', 'notAuthorised'],
    [
      'refused',
      [{ type: 'asked' }, { type: 'failed', failure: failure('noAccess') }],
      'noAccess',
      'noAccess',
    ],
    ['a dead token', [{ type: 'failed', failure: failure('tokenRefused') }], 'failing', 'tokenRefused'],
    ['a server error', [{ type: 'failed', failure: unavailable }], 'failing', 'httpStatus'],
    ['too many requests', [{ type: 'failed', failure: rateLimited }], 'failing', 'httpStatus'],
    ['the link lost', [{ type: 'subscribed', nowMs: 1 }, { type: 'linkLost' }], 'waiting', undefined],
    [
      'refused, link lost',
      [{ type: 'failed', failure: failure('noAccess') }, { type: 'linkLost' }],
      'noAccess',
      'noAccess',
    ],
    [
      'healed',
      [{ type: 'overdue' }, { type: 'asked' }, { type: 'subscribed', nowMs: 1 }],
      'listening',
      undefined,
    ],
    [
      'an event',
      [
        { type: 'subscribed', nowMs: 1 },
        { type: 'heard', nowMs: 9 },
      ],
      'listening',
      undefined,
    ],
  ])('%s', (_name, inputs, status, cause) => {
    const channel = after(inputs);
    expect(channel.status).toBe(status);
    expect(channel.cause?.code).toBe(cause);
  });

  it('that is switched off is moved by nothing', () => {
    const off = newChannel(fresh, true);
    const inputs: ChannelInput[] = [
      { type: 'asked' },
      { type: 'subscribed', nowMs: 1 },
      { type: 'failed', failure: unavailable },
      { type: 'overdue' },
      { type: 'heard', nowMs: 1 },
      { type: 'linkLost' },
    ];
    for (const input of inputs)
      expect(stepChannel(off, input, 0.5)).toEqual({ channel: off, askAfterMs: null });
  });

  it('remembers when it was last proven and last heard', () => {
    const channel = after([
      { type: 'subscribed', nowMs: 5 },
      { type: 'heard', nowMs: 9 },
      { type: 'linkLost' },
    ]);
    expect(channel).toMatchObject({ lastProofMs: 9, lastEventMs: 9 });
  });

  it('asks again after every failure and after nothing else', () => {
    const inputs: ChannelInput[] = [
      { type: 'asked' },
      { type: 'subscribed', nowMs: 1 },
      { type: 'heard', nowMs: 1 },
      { type: 'linkLost' },
    ];
    for (const input of inputs) expect(stepChannel(fresh, input, 0.5).askAfterMs).toBeNull();
    for (const input of [{ type: 'overdue' as const }, { type: 'failed' as const, failure: unavailable }]) {
      expect(stepChannel(fresh, input, 0.5).askAfterMs).toBeGreaterThan(0);
    }
  });

  it('comes back within a minute when something failed, within a quarter of an hour when it is not allowed', () => {
    fc.assert(
      fc.property(
        fc.nat(60),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.boolean(),
        (failures, chance, allowed) => {
          const input: ChannelInput = {
            type: 'failed',
            failure: allowed ? unavailable : failure('noAccess'),
          };
          const { askAfterMs } = stepChannel({ ...fresh, failures }, input, chance);
          expect(askAfterMs).toBeGreaterThanOrEqual(allowed ? 500 : 30_000);
          expect(askAfterMs).toBeLessThanOrEqual(allowed ? 60_000 : 900_000);
        },
      ),
    );
  });

  it('starts from the shortest wait again once it listened', () => {
    const tired = after([{ type: 'overdue' }, { type: 'overdue' }, { type: 'overdue' }, { type: 'overdue' }]);
    const healed = after([{ type: 'subscribed', nowMs: 1 }], tired);
    expect(stepChannel(tired, { type: 'overdue' }, 0).askAfterMs).toBeGreaterThanOrEqual(8_000);
    expect(stepChannel(healed, { type: 'overdue' }, 0).askAfterMs).toBe(500);
  });
});

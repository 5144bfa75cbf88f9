import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createMessageEncoder,
  type OutgoingMessage,
} from '../../electron/platform/freedesktop/busMessage.ts';
import { notifyCall } from '../../electron/platform/freedesktop/notifyCall.ts';

/** The library's own writer is what ours is held against, byte by byte. */
const library = createRequire(import.meta.url)('@homebridge/dbus-native/lib/message.js') as {
  marshall(message: OutgoingMessage): Buffer;
};

const text = fc.string({ unit: 'grapheme', maxLength: 60 }).map((value) => value.replaceAll('\0', ''));
const place = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
};
const variant = fc.oneof(
  text.map((value) => ['s', value]),
  fc.nat(255).map((value) => ['y', value]),
  fc.boolean().map((value) => ['b', value]),
  fc.array(text).map((values) => ['as', values]),
  fc.tuple(fc.integer({ min: 0, max: 0xffff_ffff }), text).map((pair) => ['(us)', pair]),
);
const body = fc.tuple(
  text,
  fc.integer({ min: 0, max: 0xffff_ffff }),
  text,
  text,
  text,
  fc.array(text, { maxLength: 8 }),
  fc.array(fc.tuple(text, variant), { maxLength: 8 }),
  fc.integer({ min: -0x7fff_ffff, max: 0x7fff_ffff }),
);

describe('a call as bytes', () => {
  it('is what the library writes, whatever is said', () => {
    const encode = createMessageEncoder();
    fc.assert(
      fc.property(body, fc.integer({ min: 1, max: 0xffff_ffff }), (said, serial) => {
        const message = { ...place, member: 'Notify', signature: 'susssasa{sv}i', serial, body: said };
        expect(encode(message)).toEqual(library.marshall(message));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['', undefined],
    ['u', [7]],
    ['ss', ['org.freedesktop.Notifications', 'Inhibited']],
    ['ao', [['/one', '/two']]],
    ['sa{sv}', ['application://x.desktop', [['count', ['u', 3]]]]],
    ['a(yv)as', [[[1, ['o', '/']]], []]],
    ['g', ['a{sv}']],
  ])('of the signature "%s" too', (signature, said) => {
    const message = {
      ...place,
      member: 'Any',
      serial: 3,
      ...(signature === '' ? {} : { signature }),
      ...(said === undefined ? {} : { body: said }),
    };
    expect(createMessageEncoder()(message)).toEqual(library.marshall(message));
  });

  it('is written anew each time: what was given away does not change', () => {
    const encode = createMessageEncoder();
    const message = { ...place, member: 'CloseNotification', signature: 'u', serial: 1, body: [1] };
    const first = encode(message);
    encode({ ...message, body: [2] });
    expect(first).toEqual(library.marshall(message));
  });

  it('has room for the longest text', () => {
    const message = { ...place, member: 'Any', signature: 's', serial: 1, body: ['я'.repeat(100_000)] };
    expect(createMessageEncoder()(message)).toEqual(library.marshall(message));
  });

  it.each(['x', 'd', 'a{sh}', 'a', '(s', '{'])(
    'is left to the library with the signature "%s"',
    (signature) => {
      expect(createMessageEncoder()({ ...place, member: 'Any', serial: 1, signature, body: [0] })).toBeNull();
    },
  );

  it('is left to the library where it is no call', () => {
    expect(createMessageEncoder()({ ...place, member: 'Any', serial: 1, type: 4 })).toBeNull();
  });

  it.each([
    ['s', [7]],
    ['u', ['7']],
    ['as', ['text']],
    ['v', [['a', 1]]],
    ['(ss)', [['one']]],
    ['s', []],
    ['s', ['a\0b']],
    ['y', [256]],
    ['u', [-1]],
    ['i', [0x8000_0000]],
  ])('is refused where a value is none of its type: "%s" of %j', (signature, said) => {
    const message = { ...place, member: 'Any', serial: 1, signature, body: said };
    expect(() => createMessageEncoder()(message)).toThrow();
  });

  it('carries what a notification says', () => {
    const call = notifyCall(
      {
        id: 'one',
        title: 'Анна & <b>',
        body: 'Здравствуйте',
        footer: 'WhatsApp',
        openLabel: 'Open',
        buttons: [{ action: 'snooze', label: 'Snooze' }],
        reply: null,
        urgency: 'normal',
        link: null,
        again: false,
      },
      { appName: 'ChatApp Notifier', iconFile: '/icon.png', desktopEntry: 'chatapp-notifier' },
      new Set(['actions', 'body-markup']),
      5,
    );
    const message = { ...call, serial: 9 };
    expect(createMessageEncoder()(message)).toEqual(library.marshall(message));
  });
});

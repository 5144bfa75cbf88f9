import { describe, expect, it } from 'vitest';
import { checkFirstFrame, checkLaterFrame } from '../../electron/core/connection/frame.ts';
import { hostileFrames } from '../fixtures/hostileFrames.ts';

describe('the first frame', () => {
  it.each([
    [
      '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.2\\",\\"activity_timeout\\":30}"}',
      '1.2',
    ],
    [
      '{"event":"pusher:connection_established","data":{"socket_id":"7551929857.1441459634"}}',
      '7551929857.1441459634',
    ],
  ])('greets: %s', (text, socketId) => {
    expect(checkFirstFrame(text)).toMatchObject({ type: 'greeting', socketId });
  });

  it('gives pusher-js a silence so long that it never pings by itself', () => {
    const frame = checkFirstFrame(
      '{"event":"pusher:connection_established","data":{"socket_id":"1.2","activity_timeout":0}}',
    );
    expect(frame.type === 'greeting' && frame.forward).toContain('\\"activity_timeout\\":2592000');
  });

  it('refuses with a code', () => {
    expect(checkFirstFrame('{"event":"pusher:error","data":{"code":4001,"message":"no app"}}')).toEqual({
      type: 'refusal',
      closeCode: 4001,
      detail: 'no app',
    });
  });

  it.each([
    'hello',
    '{}',
    '[]',
    'null',
    '{"event":"message"}',
    '{"event":"pusher:ping"}',
    '{"event":"pusher:connection_established"}',
    '{"event":"pusher:connection_established","data":null}',
    '{"event":"pusher:connection_established","data":"{}"}',
    '{"event":"pusher:error"}',
    '{"event":"pusher:error","data":{"code":null}}',
    '{"event":"pusher:error","data":{"code":"4001"}}',
    '<html>',
  ])('is bad: %s', (text) => {
    expect(checkFirstFrame(text).type).toBe('bad');
  });
});

describe('later frames', () => {
  it.each(hostileFrames)('that would end pusher-js never reach it: %s', (text) => {
    expect(checkLaterFrame(text).type).toBe('bad');
  });

  it('carry their data as text, so that no id is rounded and none is parsed twice', () => {
    const frame = checkLaterFrame(
      '{"event":"message","channel":"private-a","data":"{\\"id\\":12345678901234567890}"}',
    );
    expect(frame.type).toBe('forward');
    const forwarded: unknown = JSON.parse(frame.type === 'forward' ? frame.forward : '');
    expect(forwarded).toEqual({
      event: 'message',
      channel: 'private-a',
      data: JSON.stringify('{"id":12345678901234567890}'),
    });
  });

  it.each([
    '{"event":"pusher:pong"}',
    '{"event":"pusher:pong","data":"{}"}',
    '{"event":"pusher:pong","data":{}}',
  ])('a pong is a pong: %s', (text) => {
    expect(checkLaterFrame(text)).toMatchObject({ type: 'forward', pong: true });
  });

  it('a subscription may succeed without data', () => {
    expect(
      checkLaterFrame('{"event":"pusher_internal:subscription_succeeded","channel":"private-a"}').type,
    ).toBe('forward');
  });
});

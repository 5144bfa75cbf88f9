import { z } from 'zod';
import { faultModes } from '../api/faults.ts';
import { playMorning } from '../morning.ts';
import type { Simulator } from '../simulator.ts';

type Command = (simulator: Simulator, body: unknown) => unknown;

const empty = z.strictObject({});
const on = z.strictObject({ on: z.boolean() });
const lineId = z.strictObject({ lineId: z.int() });
const shape = z.enum(['wrapped', 'bare', 'alternate']);
const fault = z.strictObject({
  mode: z.enum(faultModes),
  only: z.string().optional(),
  count: z.int().min(1).optional(),
});

const event = z.strictObject({
  kind: z.string(),
  items: z.array(z.unknown()),
  lineId: z.int().optional(),
  messengerType: z.string().optional(),
  channel: z.string().optional(),
  shape: shape.optional(),
  deliver: z.boolean().optional(),
  alsoOn: z.array(z.string()).optional(),
});

const message = z.strictObject({
  customer: z.string(),
  side: z.enum(['in', 'out']).optional(),
  type: z.string().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  employeeId: z.int().nullable().optional(),
  time: z.int().optional(),
  id: z.string().optional(),
  tracking: z.string().nullable().optional(),
  shape: shape.optional(),
  deliver: z.boolean().optional(),
  alsoOn: z.array(z.string()).optional(),
});

const line = z.strictObject({
  licenseId: z.int(),
  licenseName: z.string().nullable(),
  companyId: z.int(),
  messengers: z.array(z.strictObject({ type: z.string(), name: z.string(), phone: z.string().nullable() })),
});

/** Joins a schema and an action; a body of another shape throws a ZodError, which the server answers with 400. */
function command<T>(schema: z.ZodType<T>, run: (simulator: Simulator, input: T) => unknown): Command {
  return (simulator, body) => run(simulator, schema.parse(body));
}

/** What `POST /control/<name>` can do; each is the method of that name. */
export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['sendEvent', command(event, (simulator, input) => simulator.sendEvent(input))],
  ['message', command(message, (simulator, input) => simulator.message(input))],
  [
    'sendRaw',
    command(
      z.strictObject({ channel: z.string(), event: z.string(), dataText: z.string() }),
      (simulator, input) => ({
        sockets: simulator.sendRaw(input.channel, input.event, input.dataText),
      }),
    ),
  ],
  [
    'sendRawFrame',
    command(z.strictObject({ text: z.string() }), (simulator, { text }) => ({
      sockets: simulator.sendRawFrame(text),
    })),
  ],
  ['dropEvents', command(on, (simulator, input) => simulator.dropEvents(input.on))],
  ['kill', command(empty, (simulator) => simulator.kill())],
  [
    'closeAll',
    command(z.strictObject({ code: z.int(), reason: z.string().optional() }), (simulator, { code, reason }) =>
      simulator.closeAll(code, reason),
    ),
  ],
  ['freeze', command(empty, (simulator) => simulator.freeze())],
  ['thaw', command(empty, (simulator) => simulator.thaw())],
  [
    'refuseConnections',
    command(
      z.strictObject({ on: z.boolean(), server: z.enum(['socket', 'api', 'both']).optional() }),
      (simulator, input) => simulator.refuseConnections(input.on, input.server),
    ),
  ],
  ['listenAgain', command(empty, (simulator) => simulator.listenAgain())],
  [
    'setFirstFrame',
    command(z.strictObject({ text: z.string().nullable() }), (simulator, { text }) =>
      simulator.setFirstFrame(text),
    ),
  ],
  [
    'setBadSignature',
    command(
      z.strictObject({ answer: z.enum(['connection-error', 'subscription-error', 'silent']) }),
      (simulator, { answer }) => simulator.setBadSignature(answer),
    ),
  ],
  ['forgetSubscriptions', command(empty, (simulator) => simulator.forgetSubscriptions())],
  ['setAuthMode', command(fault, (simulator, { mode, ...scope }) => simulator.setAuthMode(mode, scope))],
  ['setRestMode', command(fault, (simulator, { mode, ...scope }) => simulator.setRestMode(mode, scope))],
  ['issueTokens', command(empty, (simulator) => simulator.issueTokens())],
  ['expireAccessToken', command(empty, (simulator) => simulator.expireAccessToken())],
  ['expireRefreshToken', command(empty, (simulator) => simulator.expireRefreshToken())],
  ['revokeLine', command(lineId, (simulator, input) => simulator.revokeLine(input.lineId))],
  ['grantLine', command(lineId, (simulator, input) => simulator.grantLine(input.lineId))],
  ['addLine', command(line, (simulator, input) => simulator.addLine(input))],
  [
    'playMorning',
    command(z.strictObject({ durationMs: z.int().min(0).max(3_600_000) }), (simulator, { durationMs }) =>
      playMorning(simulator, { durationMs }),
    ),
  ],
]);

/** The answer of `GET /control/state`. */
export function stateOf(simulator: Simulator): object {
  return {
    ...simulator.socketServerState,
    connections: simulator.connections(),
    totalConnections: simulator.totalConnections,
    subscriptions: Object.fromEntries(simulator.subscriptions()),
    requests: simulator.requests.length,
    sent: simulator.sent,
    commands: [...commands.keys()],
  };
}

import type { CastCustomer } from './cast.ts';
import type { Watch } from './observation.ts';
import { envelope, messageItem } from './payloads.ts';
import { companyChannel, lineChannel, userChannel } from './socket/protocol.ts';
import type { SocketServer } from './socket/socketServer.ts';
import { chatItem } from './world/history.ts';
import type { MessageContent, MessageItem, Meta, Shape } from './world/shapes.ts';
import type { World } from './world/world.ts';

/** `alternate` takes turns, beginning with `wrapped`. */
export type ShapeChoice = Shape | 'alternate';

export interface EventToSend {
  /** The event's name: `message`, `chatStatus`, anything. */
  readonly kind: string;
  readonly items: readonly unknown[];
  /** With `messengerType`: the line's channel. */
  readonly lineId?: number;
  readonly messengerType?: string;
  /** Default: the line's channel, else the company's for `employeeStatus`, else the user's. */
  readonly channel?: string;
  readonly shape?: ShapeChoice;
  /** False: stored, not delivered. */
  readonly deliver?: boolean;
  /** Further channels that get the same event. */
  readonly alsoOn?: readonly string[];
}

export interface MessageToSend extends MessageContent {
  /** A customer of the cast by key, or one made with `customer()`. */
  readonly customer: string | CastCustomer;
  /** Default `in`. */
  readonly side?: 'in' | 'out';
  /** Who of us answers; null: sent from the phone. Default: the operator. Only for `out`. */
  readonly employeeId?: number | null;
  /** Unix seconds; default now. */
  readonly time?: number;
  readonly id?: string;
  readonly tracking?: string | null;
  readonly sender?: string;
  readonly appId?: string;
  readonly quotedMessageId?: string;
  readonly shape?: ShapeChoice;
  readonly deliver?: boolean;
  /** Further channels that get the same event. */
  readonly alsoOn?: readonly string[];
}

export interface SentEvent {
  readonly channel: string;
  /** How many sockets got it, over all channels. */
  readonly sockets: number;
}

/** Stores what is sent, packs it and gives it to the socket server. */
export class Sender {
  /** While true, nothing is delivered. */
  dropping = false;
  eventCount = 0;
  frameCount = 0;
  readonly #world: World;
  readonly #socketServer: SocketServer;
  readonly #shape: ShapeChoice;
  readonly #watch: Watch;
  #alternations = 0;

  constructor(world: World, socketServer: SocketServer, shape: ShapeChoice, watch: Watch) {
    this.#world = world;
    this.#socketServer = socketServer;
    this.#shape = shape;
    this.#watch = watch;
  }

  send(event: EventToSend): SentEvent {
    const { kind, items, lineId, messengerType } = event;
    const onLine = lineId !== undefined && messengerType !== undefined;
    if (onLine) this.#world.apply(kind, lineId, messengerType, items);
    const channel = event.channel ?? (onLine ? lineChannel(lineId, messengerType) : this.#channelOf(kind));
    const meta: Meta = onLine ? { type: kind, licenseId: lineId, messengerType } : { type: kind };
    const dataText = JSON.stringify(envelope(items, meta, this.#shapeOf(event.shape ?? this.#shape)));
    this.eventCount += 1;
    let sockets = 0;
    if (event.deliver !== false) {
      for (const name of [channel, ...(event.alsoOn ?? [])]) sockets += this.publish(name, kind, dataText);
    }
    this.#watch.changed();
    return { channel, sockets };
  }

  sendMessage(customer: CastCustomer, message: MessageToSend, operatorId: number): MessageItem {
    const { lineId, messengerType } = customer;
    const time = message.time ?? this.#world.nowSeconds();
    const record = this.#world.history.chatWith(customer, time);
    const ids = this.#world.history.nextMessageIds(messengerType);
    const side = message.side ?? 'in';
    const employeeId = message.employeeId === undefined ? operatorId : message.employeeId;
    const item = messageItem({
      id: message.id ?? ids.id,
      internalId: ids.internalId,
      side,
      time,
      // The event shows the chat as it is with this message.
      chat: { ...chatItem(record), lastTime: Math.max(record.lastTime, time) },
      content: message,
      employeeId,
      // Without an employee it was typed on the phone, and no application sent it.
      fromApp:
        employeeId === null
          ? null
          : {
              id: message.appId ?? 'webchat',
              tracking: message.tracking ?? null,
              sender: message.sender ?? 'employee',
            },
      quotedMessageId: message.quotedMessageId,
    });
    const { shape, deliver, alsoOn } = message;
    this.send({ kind: 'message', items: [item], lineId, messengerType, shape, deliver, alsoOn });
    return item;
  }

  /** Gives a ready data text to the subscribers of a channel, unless events are being dropped. */
  publish(channel: string, event: string, dataText: string): number {
    if (this.dropping) return 0;
    const sockets = this.#socketServer.publish(channel, event, dataText);
    this.frameCount += sockets;
    return sockets;
  }

  #channelOf(kind: string): string {
    const { companyId, cabinetUserId } = this.#world.account;
    return kind === 'employeeStatus' ? companyChannel(companyId) : userChannel(cabinetUserId);
  }

  #shapeOf(choice: ShapeChoice): Shape {
    if (choice !== 'alternate') return choice;
    this.#alternations += 1;
    return this.#alternations % 2 === 1 ? 'wrapped' : 'bare';
  }
}

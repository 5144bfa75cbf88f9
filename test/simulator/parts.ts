import { randomBytes } from 'node:crypto';
import { ApiServer } from './api/apiServer.ts';
import { cast as inventedCast } from './cast.ts';
import { Watch } from './observation.ts';
import type { SimulatorOptions } from './options.ts';
import { Sender } from './sender.ts';
import type { Certificates } from './socket/certificates.ts';
import { chatAppKey } from './socket/protocol.ts';
import { SocketServer } from './socket/socketServer.ts';
import { World } from './world/world.ts';

/** What a simulator is made of. */
export interface Parts {
  readonly world: World;
  readonly socketServer: SocketServer;
  readonly apiServer: ApiServer;
  readonly sender: Sender;
  readonly watch: Watch;
}

/** Builds the parts; nothing listens yet. */
export function assemble(options: SimulatorOptions, certificates: Certificates): Parts {
  const cast = options.cast ?? inventedCast;
  const account = {
    email: 'operator@oak-iris.example',
    password: 'invented-password',
    appId: `app_${cast.operatorId}_1`,
    cabinetUserId: cast.operatorId,
    companyId: cast.companies[0]?.companyId ?? 0,
    ...options.account,
  };
  const world = new World(cast, account, options.now ?? Date.now);
  const watch = new Watch();
  const common = { certificates, watch, key: chatAppKey, secret: randomBytes(16).toString('hex') };
  const socketServer = new SocketServer({
    ...common,
    activityTimeoutSeconds: options.activityTimeoutSeconds ?? 30,
    badSignature: options.badSignature ?? 'connection-error',
  });
  const sender = new Sender(world, socketServer, options.shape ?? 'wrapped', watch);
  const apiServer = new ApiServer({
    ...common,
    world,
    requestsPerSecond: options.requestsPerSecond ?? 50,
    unreadCountInChats: options.unreadCountInChats ?? false,
    sendText: (record, text, sentBy, tracking) => {
      const message = {
        customer: record.customer,
        side: 'out',
        text,
        sender: sentBy,
        tracking,
        appId: account.appId,
      } as const;
      return sender.sendMessage(record.customer, message, account.cabinetUserId);
    },
  });
  return { world, socketServer, apiServer, sender, watch };
}

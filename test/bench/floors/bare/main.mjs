import { Notification, app } from 'electron/main';
import Pusher from 'pusher-js';

/**
 * What one gets from ChatApp's own example in an Electron app: pusher-js with the documented options, and for each event
 * either a notification or nothing at all. No history, no catch-up, no care for what goes wrong.
 */

/** @type {{ key: string, host: string, port: number, authEndpoint: string, token: string, channels: string[], notify: boolean, tellAt: number }} */
const wanted = JSON.parse(process.env['CHATAPP_BENCH_BARE'] ?? '{}');

/** @param {Record<string, unknown>} what */
const tell = (what) => void process.stdout.write(`${JSON.stringify(what)}\n`);

app.on('window-all-closed', () => undefined);
process.on('SIGTERM', () => app.quit());
/** Electron forgets a notification that nobody holds. @type {Set<Notification>} */
const shown = new Set();

void app.whenReady().then(() => {
  const beganMs = performance.now();
  const pusher = new Pusher(wanted.key, {
    cluster: '',
    wsHost: wanted.host,
    wssPort: wanted.port,
    forceTLS: true,
    enabledTransports: ['ws'],
    authEndpoint: wanted.authEndpoint,
    auth: { headers: { Authorization: wanted.token } },
  });
  let listening = 0;
  let received = 0;
  for (const name of wanted.channels) {
    const channel = pusher.subscribe(name);
    channel.bind('pusher:subscription_succeeded', () => {
      listening += 1;
      if (listening === wanted.channels.length)
        tell({ what: 'listening', tookMs: performance.now() - beganMs });
    });
    channel.bind(
      'message',
      /** @param {{ payload: { data: { message: { text: string }, fromUser: { name: string } }[] } }} event */
      ({ payload: { data } }) => {
        received += 1;
        if (received === wanted.tellAt) tell({ what: 'received', events: received });
        if (!wanted.notify) return;
        for (const item of data) {
          const notification = new Notification({ title: item.fromUser.name, body: item.message.text });
          shown.add(notification);
          notification.on('close', () => void shown.delete(notification));
          notification.show();
        }
      },
    );
  }
});

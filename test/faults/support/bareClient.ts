import Pusher from 'pusher-js';

/**
 * pusher-js by itself with the options ChatApp documents, for comparison: `cluster` is what pusher-js 8 demands
 * beside them. A process of its own, since its hooks are global; trust comes by NODE_EXTRA_CA_CERTS.
 */
interface Wanted {
  key: string;
  host: string;
  port: number;
  authEndpoint: string;
  accessToken: string;
  channels: readonly string[];
}

const wanted = JSON.parse(process.argv[2] ?? '{}') as Wanted;
const pusher = new Pusher(wanted.key, {
  cluster: '',
  wsHost: wanted.host,
  wssPort: wanted.port,
  forceTLS: true,
  enabledTransports: ['ws', 'wss'],
  authEndpoint: wanted.authEndpoint,
  auth: { headers: { Authorization: wanted.accessToken, Accept: 'application/json' } },
});
for (const channel of wanted.channels) pusher.subscribe(channel);
// Ends with whoever started it.
process.stdin.resume().on('end', () => process.exit(0));

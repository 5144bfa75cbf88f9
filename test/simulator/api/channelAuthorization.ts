import { signChannel } from '../socket/protocol.ts';
import type { World } from '../world/world.ts';
import { json, type ApiAnswer, type ApiRequest } from './answers.ts';

/**
 * Answers `POST /broadcasting/auth` (form or JSON): the signature, or 403 in Laravel's words.
 *
 * A dead token and a channel one may not use give the very same answer: ChatApp's is unknown, and this is the
 * case in which a client has to find out for itself (chatapp-api.md 6.2).
 */
export function authorizeChannel(
  world: World,
  request: ApiRequest,
  application: { readonly key: string; readonly secret: string },
): ApiAnswer {
  if (request.method !== 'POST') return json(405, { message: 'The method is not supported for this route.' });
  const socketId = request.fields['socket_id'];
  const channel = request.fields['channel_name'];
  const readable = typeof socketId === 'string' && /^\d+\.\d+$/.test(socketId) && typeof channel === 'string';
  if (!readable || !world.tokens.accepts(request.accessToken) || !world.mayUseChannel(channel)) {
    return json(403, { message: '' });
  }
  return json(200, { auth: signChannel(application.key, application.secret, socketId, channel) });
}

/** A signature of the right form that fits nothing. */
export function wrongSignature(key: string): string {
  return `${key}:${'0'.repeat(64)}`;
}

import type { Agent } from 'node:http';
import type { ConnectionOptions, SecureContext } from 'node:tls';
import { WebSocket, type ClientOptions } from 'ws';
import { checkFirstFrame, checkLaterFrame } from '../core/connection/frame.ts';
import type { Cause } from '../shared/appState.ts';
import { closeCause, networkCause, statusCause } from './networkCause.ts';

/**
 * The socket that pusher-js gets: a `ws` socket that lets no frame through unchecked, watches for silence, and
 * knows why it ended.
 *
 * Every end reaches pusher-js as "opened, then closed with 4099", which it takes as a refusal and answers with no
 * timer of its own. All retrying is `core/connection/machine.ts`.
 */

/** Times in milliseconds, size in bytes (design §6). */
export interface SocketLimits {
  /** From the first packet to the greeting. */
  handshakeMs: number;
  /** Silence after which a ping goes out; with the pong's time a dead link is noticed. */
  silenceMs: number;
  pongMs: number;
  /** A ping goes out at least this often even while events flow: laravel-websockets 2 counts nothing else as life. */
  pingEveryMs: number;
  /** Time for a polite goodbye. */
  closeMs: number;
  frameBytes: number;
}

export const socketLimits: SocketLimits = {
  handshakeMs: 10_000,
  silenceMs: 15_000,
  pongMs: 7_000,
  pingEveryMs: 25_000,
  closeMs: 1_500,
  frameBytes: 16 * 1_048_576,
};

/** The part of the browser's WebSocket that pusher-js uses. */
export interface SocketFace {
  onopen?: (() => void) | undefined;
  onerror?: ((error: unknown) => void) | undefined;
  onclose?: ((event: { code: number; reason: string; wasClean: boolean }) => void) | undefined;
  onmessage?: ((event: { data: string }) => void) | undefined;
  send(text: string): void;
  close(): void;
}

export interface SocketTarget {
  host: string;
  port: number;
  /** Path and query as pusher-js made them. */
  path: string;
  secureContext: SecureContext | undefined;
  agent: Agent;
}

export interface SocketWatcher {
  greeted(socketId: string): void;
  /** Once per socket, unless it was closed from this side. */
  ended(cause: Cause, closeCode: number | null): void;
  /** Any valid frame: the other side lives. */
  proof(): void;
  dropped(reason: string): void;
}

const refusedClose = 4099;

/** @throws when host and port make no address. */
export function openGuardedSocket(
  target: SocketTarget,
  watcher: SocketWatcher,
  limits: SocketLimits,
): SocketFace {
  const { host, port } = target;
  const bracketed = host.includes(':') ? `[${host}]` : host;
  // `secureContext` goes through to tls.connect; the types of `ws` do not know it.
  const options: ClientOptions & Pick<ConnectionOptions, 'secureContext'> = {
    secureContext: target.secureContext,
    agent: target.agent,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    followRedirects: false,
  };
  const socket = new WebSocket(`wss://${bracketed}:${port}${target.path}`, options);
  let greeted = false;
  let over = false;
  let silence: NodeJS.Timeout | undefined;
  let lastPingAt = 0;
  const greetingDeadline = setTimeout(() => fail({ code: 'timedOut', host, port }), limits.handshakeMs);
  const pinger = setInterval(() => {
    if (greeted && performance.now() - lastPingAt > limits.pingEveryMs * 0.96) ping();
  }, limits.pingEveryMs);

  const face: SocketFace = {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text, ignoreSendError);
    },
    close() {
      finish();
      hangUp();
    },
  };

  function ping(): void {
    lastPingAt = performance.now();
    face.send('{"event":"pusher:ping","data":{}}');
  }

  function heard(): void {
    watcher.proof();
    clearTimeout(silence);
    silence = setTimeout(() => {
      ping();
      silence = setTimeout(() => fail({ code: 'noReply', host, port }), limits.pongMs);
    }, limits.silenceMs);
  }

  /** Lets go of everything; true the first time only. */
  function finish(): boolean {
    if (over) return false;
    over = true;
    clearTimeout(greetingDeadline);
    clearTimeout(silence);
    clearInterval(pinger);
    return true;
  }

  function hangUp(): void {
    if (socket.readyState === WebSocket.OPEN) socket.close(1000);
    const last = setTimeout(() => socket.terminate(), limits.closeMs);
    last.unref();
    socket.once('close', () => clearTimeout(last));
    if (socket.readyState === WebSocket.CONNECTING) socket.terminate();
  }

  function end(cause: Cause, closeCode: number | null): void {
    if (!finish()) return;
    // pusher-js first: it must be quiet before anybody decides what comes next.
    guard(() => face.onopen?.());
    guard(() => face.onclose?.({ code: refusedClose, reason: cause.code, wasClean: false }));
    watcher.ended(cause, closeCode);
  }

  function fail(cause: Cause): void {
    end(cause, null);
    socket.terminate();
  }

  function guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      watcher.dropped(`pusher-js threw: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  socket.on('open', () => {
    if (!over) guard(() => face.onopen?.());
  });
  // `ws` closes after an error; without a listener the error would end the process.
  socket.on('error', (error) => end(networkCause(error, host, port), null));
  socket.on('unexpected-response', (request, response) => {
    request.destroy();
    end(statusCause(response.statusCode ?? 0, host, port), null);
  });
  socket.on('close', (closeCode, reason) =>
    end(closeCause(closeCode, host, port, String(reason).slice(0, 200)), closeCode),
  );
  socket.on('message', (data) => {
    // `ws` gives Buffers unless told otherwise; its types cannot know.
    if (over || !Buffer.isBuffer(data)) return;
    const text = data.toString('utf8');
    if (greeted) onLaterFrame(text);
    else onFirstFrame(text);
  });

  function onFirstFrame(text: string): void {
    const frame = checkFirstFrame(text);
    switch (frame.type) {
      case 'bad':
        return fail({ code: 'badGreeting', host, port, detail: frame.reason });
      case 'refusal':
        end(closeCause(frame.closeCode, host, port, frame.detail), frame.closeCode);
        return socket.terminate();
      case 'greeting':
        greeted = true;
        lastPingAt = performance.now();
        clearTimeout(greetingDeadline);
        heard();
        guard(() => face.onmessage?.({ data: frame.forward }));
        watcher.greeted(frame.socketId);
    }
  }

  function onLaterFrame(text: string): void {
    const frame = checkLaterFrame(text);
    if (frame.type === 'bad') return watcher.dropped(frame.reason);
    heard();
    if (!frame.pong) guard(() => face.onmessage?.({ data: frame.forward }));
  }

  return face;
}

/** A send that fails is followed by the socket's own close, which is where it is told. */
function ignoreSendError(): void {
  // Nothing to do here: see above.
}

import { app, session, type Session } from 'electron/main';
import { pageOrigin } from '../../shared/channels.ts';

/** What no page of this app may ever do (Electron security checklist, 4, 5, 12-15). */
export function hardenAllContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!event.url.startsWith(`${pageOrigin}/`)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (!event.url.startsWith(`${pageOrigin}/`)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/**
 * After `app` is ready: no permission is ever asked for, none given, nothing remote loaded.
 * @param origin all that may be loaded, such as `app://notifier`
 */
export function hardenSession(target: Session = session.defaultSession, origin: string = pageOrigin): void {
  // Chromium would fetch dictionaries from Google by itself (seen by a proxy): this app speaks to ChatApp alone.
  target.setSpellCheckerEnabled(false);
  target.setSpellCheckerLanguages([]);
  target.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  // Electron would ask where to: what the app writes, it writes itself.
  target.on('will-download', (event) => event.preventDefault());
  target.webRequest.onBeforeRequest((details, answer) => {
    const own = details.url.startsWith(`${origin}/`) || details.url.startsWith('devtools://');
    answer({ cancel: !own });
  });
}

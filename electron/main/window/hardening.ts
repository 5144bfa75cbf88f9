import { app, session } from 'electron/main';
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

/** After `app` is ready: no permission is ever asked for, none given, nothing remote loaded. */
export function hardenSession(): void {
  const { defaultSession } = session;
  // Chromium would fetch dictionaries from Google by itself (seen by a proxy): this app speaks to ChatApp alone.
  defaultSession.setSpellCheckerEnabled(false);
  defaultSession.setSpellCheckerLanguages([]);
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.webRequest.onBeforeRequest((details, answer) => {
    const own = details.url.startsWith(`${pageOrigin}/`) || details.url.startsWith('devtools://');
    answer({ cancel: !own });
  });
}

import { app } from 'electron/main';

/**
 * Parts of Chromium that a tray app with one plain window does not use. Before `app` is ready. Memory as measured on
 * Linux with Electron 33, over all processes.
 */
export function leaveOutUnused(): void {
  // The network service in this process: a tray app is idle, and a process of its own costs 25 MB.
  app.commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2');
  // Lists and text need no graphics card, and an alarm no driver that can take its window away. 9 MB, together with a
  // software stand-in for WebGL that nothing here draws with. macOS draws windows in no other way.
  if (process.platform !== 'darwin') {
    app.disableHardwareAcceleration();
    app.commandLine.appendSwitch('disable-software-rasterizer');
  }
}

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;

/** One bundle per process; only what is native stays outside (design §12). */
export default defineConfig({
  main: {
    plugins: [
      {
        // Icons must be real files: the notification service and the panel read them, not this app.
        name: 'copy-assets',
        closeBundle: () =>
          cpSync(join(root, 'electron/assets'), join(root, 'out/assets'), { recursive: true }),
      },
    ],
    build: {
      externalizeDeps: false,
      target: 'node20',
      sourcemap: true,
      rollupOptions: {
        input: join(root, 'electron/main/index.ts'),
        external: ['@photostructure/sqlite', 'bufferutil', 'utf-8-validate', 'abstract-socket'],
        output: { format: 'es', entryFileNames: 'index.js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: join(root, 'electron/preload/index.ts'),
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: join(root, 'out/renderer'),
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: join(root, 'renderer/index.html') },
    },
  },
});

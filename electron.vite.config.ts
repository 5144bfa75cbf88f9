import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { oneByte } from './build/bundle/oneByte.ts';
import { collectLicences, licencesText } from './build/licences/collectLicences.ts';

const root = import.meta.dirname;

/** One bundle per process; only what is native stays outside (design §12). */
export default defineConfig({
  main: {
    resolve: {
      alias: [
        // By their whole name: `ajv` itself is another module.
        {
          find: /^(ajv\/dist\/2020\.js|ajv-formats|xml2js)$/,
          replacement: join(root, 'build/bundle/unused.mjs'),
        },
      ],
    },
    plugins: [
      oneByte(),
      {
        // Icons must be real files: the notification service and the panel read them, not this app.
        name: 'copy-assets',
        closeBundle() {
          const assets = join(root, 'out/assets');
          cpSync(join(root, 'electron/assets'), assets, { recursive: true });
          const licences = collectLicences(root);
          writeFileSync(join(assets, 'licences.json'), JSON.stringify(licences));
          writeFileSync(join(assets, 'THIRD-PARTY-LICENCES.txt'), licencesText(licences));
        },
      },
    ],
    build: {
      externalizeDeps: false,
      target: 'node20',
      sourcemap: true,
      minify: true,
      rollupOptions: {
        input: join(root, 'electron/main/index.ts'),
        external: ['@photostructure/sqlite', 'bufferutil', 'utf-8-validate', 'abstract-socket'],
        output: { format: 'es', entryFileNames: 'index.js', chunkFileNames: '[name].js' },
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
    plugins: [
      react(),
      // Of the forty languages of the components, the two that the app speaks.
      { ...optimizeLocales.vite({ locales: ['en-US', 'ru-RU'] }), enforce: 'pre' },
    ],
    build: {
      target: 'chrome130',
      minify: true,
      outDir: join(root, 'out/renderer'),
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: join(root, 'renderer/index.html') },
    },
  },
});

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npx vite test/renderer/preview` shows the window in a browser, with data of straw. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { port: 4380, strictPort: true },
  preview: { port: 4380, strictPort: true },
  build: {
    outDir: '../../../node_modules/.cache/preview',
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
  },
});

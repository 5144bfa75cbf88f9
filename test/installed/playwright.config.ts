import { defineConfig } from '@playwright/test';

/** The product as it is shipped. It is in the system once, and so are its person and their screen: one worker. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  workers: 1,
  fullyParallel: false,
  reporter: 'list',
  retries: process.env['CI'] === undefined ? 0 : 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  outputDir: '../../test-results/installed',
});

import { defineConfig } from '@playwright/test';

/** The real app, killed and starved. One desktop, one worker; as many kills as were asked for, in one test. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  workers: 1,
  fullyParallel: false,
  reporter: 'list',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  outputDir: '../../test-results/kill',
});

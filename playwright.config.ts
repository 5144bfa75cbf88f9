import { defineConfig } from '@playwright/test';

/** The real app on a real desktop; one pointer, one focus, one notification service: one worker. */
export default defineConfig({
  testDir: 'test/desktop',
  testMatch: '**/*.spec.ts',
  workers: 1,
  fullyParallel: false,
  reporter: 'list',
  // A real desktop has moods. What needed its second try is counted and named as such, and never silently.
  retries: process.env['CI'] === undefined ? 0 : 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  outputDir: 'test-results',
});

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // Longer than test/eventually.ts looks, so that what was missing is told.
    testTimeout: 40_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 30_000 } },
    // The stories wait for most of their time: for Slack's message a second, for leases, for a process to start.
    maxWorkers: 3,
    maxConcurrency: 10,
  },
})

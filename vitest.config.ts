import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // What is imported is imported once in each worker: a test leaves nothing behind that another would meet.
    isolate: false,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // Longer than test/eventually.ts looks, so that what was missing is told.
    testTimeout: 80_000,
    hookTimeout: 80_000,
    expect: { poll: { timeout: 60_000 } },
    // The stories wait for most of their time: for Slack's message a second, for leases, for a process to start.
    maxWorkers: 3,
    // More worlds at once would keep each other from starting.
    maxConcurrency: 5,
  },
})

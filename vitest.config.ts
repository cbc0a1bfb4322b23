import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest begins first, longest of all first, so that nobody waits for it at the end. */
const long = [
  'torture/quick',
  'stories/killed-run',
  'engine/storm',
  'stories/newcomer',
  'simulation/planted',
  'engine/otherwise',
  'providers/reads-cut-off',
  'engine/runs/amid-trouble',
  'stories/change-troubles',
  'stories/coverage',
  'stories/changes',
  'engine/runs/doubt',
  'stories/poisoned',
  'stories/told-secrets',
  'main',
  'stories/kill',
  'stories/vast-runbook',
  'stories/troubles',
  'stories/slack-trouble',
  'stories/open-database',
  'stories/silence',
  'stories/pressed',
].map(name => `/test/${name}.test.ts`)

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = long.findIndex(name => moduleId.endsWith(name))
      return found < 0 ? long.length : found
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // What is imported is imported once in each worker: a test leaves nothing behind that another would meet.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // Longer than test/eventually.ts looks, so that what was missing is told.
    testTimeout: 80_000,
    hookTimeout: 80_000,
    expect: { poll: { timeout: 60_000 } },
    // Each waits for more than half of its time: for leases, for a process to start.
    maxWorkers: 6,
    // More worlds at once would keep each other from starting.
    maxConcurrency: 4,
  },
})

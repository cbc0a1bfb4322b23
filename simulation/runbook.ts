import { createLibrary } from '../src/runbook/library.ts'

const text = ['# Simulated', '## Morning Checklist', '1. Read the logs', '2. Look at the alarms'].join('\n\n')

/** The team's runbook, of which no step is carried out here. */
export const runbooks = {
  library: createLibrary(
    { of: async () => ({ file: 'sim.md', text, version: '1' }) },
    { service: async () => undefined, regions: async () => [] },
  ),
  steps: {
    verdict: async () => ({
      class: 'byHand' as const,
      reason: 'nothing here runs it',
      risk: 'read' as const,
      troubles: [],
    }),
    asks: () => false,
  },
}

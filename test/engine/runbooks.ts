import { createLibrary } from '../../src/runbook/library.ts'
import { createSteps } from '../../src/runbook/steps.ts'

/** LearnBot's runbook with this text. Its steps read nothing, and no answer of theirs is kept. */
export const createRunbooks = (text: string, now: () => number = () => 0) => ({
  library: createLibrary(
    { of: async () => ({ file: 'learnbot.md', text, version: '1' }) },
    { service: async () => undefined, regions: async () => [] },
  ),
  steps: createSteps({
    readers: {},
    answers: { of: async () => new Map(), keep: async () => {} },
    now,
  }),
})

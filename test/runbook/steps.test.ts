import { expect, it } from 'vitest'
import type { CommandStep } from '../../src/domain/runbook/runbook.ts'
import { readRunbook } from '../../src/runbook/read.ts'
import { createSteps } from '../../src/runbook/steps.ts'
import { learnbot } from '../commands/cast.ts'

const text = [
  '# Shop',
  '',
  '## Look',
  '',
  '```bash',
  'curl https://api.learnbot.example.com/config',
  '```',
].join('\n')
const [step] = readRunbook('shop.md', text).procedures.flatMap(({ parts }) => parts.flatMap(one => one.steps))

it('what a step answers is shown without what would let its readers in', async () => {
  const steps = createSteps(
    { http: async () => ({ text: '200\n{"db_password": "hunter2", "pool": 20}' }) },
    () => 0,
  )
  const search = { byWords: () => [], byAlert: () => [] }
  const runbook = readRunbook('shop.md', text)
  const verdict = await steps.verdict(
    { runbook, search, known: async () => ({ aws: () => undefined }) },
    step as CommandStep,
  )
  if (verdict.class === 'byHand') throw new Error(verdict.reason)
  const place = { system: learnbot, environment: 'production' }
  const outcome = await steps.run(step as CommandStep, verdict, new Map(), place)
  expect(JSON.stringify(outcome)).toContain('pool')
  expect(JSON.stringify(outcome)).not.toContain('hunter2')
})

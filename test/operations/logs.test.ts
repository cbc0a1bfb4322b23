import { expect, it } from 'vitest'
import { SystemFile } from '../../src/domain/system-file.ts'
import { createLogSearch } from '../../src/operations/logs.ts'
import type { Found } from '../../src/ports/logs.ts'

const now = Date.parse('2026-11-20T02:14:00Z')
const role = 'arn:aws:iam::123456789012:role/belay'
const learnbot = SystemFile.parse({
  system: 'learnbot',
  title: 'LearnBot',
  people: { responders: ['@oncall'] },
  severities: { P1: { acknowledge: '15m' } },
  escalation: [{ notify: ['@oncall'] }],
  environments: {
    production: {
      channel: '#learnbot-alerts',
      region: 'us-east-1',
      role,
      services: { 'api-gateway': { logs: '/ecs/learnbot-production/api-gateway' }, frontend: {} },
    },
  },
})

function search(found: Found) {
  const asked: unknown[][] = []
  const logs = {
    search: async (...how: unknown[]) => {
      asked.push(how)
      return found
    },
  }
  return { asked, of: createLogSearch(logs, () => now).of }
}

it('a search looks into the group of the service, with the environment’s region and role, back from now', async () => {
  const { asked, of } = search({ events: [] })
  const report = await of(learnbot, 'production', 'api-gateway', {
    sinceMs: 3_600_000,
    words: ['timeout'],
    errors: true,
  })
  expect(asked).toEqual([
    [
      { group: '/ecs/learnbot-production/api-gateway', region: 'us-east-1', role },
      { words: ['timeout'], errors: true, from: now - 3_600_000, to: now },
      { events: 2_000, timeoutMs: 15_000 },
    ],
  ])
  expect(report).toMatchObject({
    title: 'LearnBot',
    service: 'api-gateway',
    wanted: { words: ['timeout'], errors: true },
    events: [],
    errors: 0,
  })
})

it('what it found is counted, and shown without its secrets', async () => {
  const { of } = search({
    events: [
      { at: now - 2, text: 'ERROR login of ana@example.com with password=hunter2 failed' },
      { at: now - 1, text: 'fine' },
    ],
    short: 'there are more than these',
  })
  const report = await of(learnbot, 'production', 'api-gateway', { sinceMs: 1, words: [] })
  expect(report).toMatchObject({
    events: [
      { at: now - 2, text: 'ERROR login of [e-mail] with password=[secret] failed' },
      { at: now - 1, text: 'fine' },
    ],
    errors: 1,
    short: 'there are more than these',
  })
})

it('a service whose log is not known says what to add, and offers those that are', async () => {
  const { of, asked } = search({ events: [] })
  await expect(of(learnbot, 'production', 'frontend', { sinceMs: 1, words: [] })).rejects.toMatchObject({
    name: 'UserError',
    message:
      'Where frontend of LearnBot production writes its log is not known: add `logs` with its log group to the system file.',
    offer: [
      {
        label: 'Logs of api-gateway',
        command: 'logs --system learnbot --environment production --service api-gateway',
      },
    ],
  })
  expect(asked).toEqual([])
})

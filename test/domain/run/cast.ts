import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../src/domain/actor.ts'
import type { Call, Plan } from '../../../src/domain/run/plan.ts'
import type { Run } from '../../../src/domain/run/run.ts'

export const ana: Actor = { via: 'slack', id: 'UANA', name: 'Ana' }
export const ben: Actor = { via: 'slack', id: 'UBEN', name: 'Ben' }
export const cara: Actor = { via: 'slack', id: 'UCARA', name: 'Cara' }
export const belay: Actor = { via: 'belay', name: 'Belay' }

export const at = Date.parse('2026-11-25T02:19:00Z')
export const minute = 60_000

export const aCall = (more: Partial<Call> = {}): Call => ({
  action: 'ecs:UpdateService',
  on: 'learnbot-production-api-gateway',
  sets: 'task definition learnbot-production-api-gateway:40',
  params: { from: '…:41', to: '…:40' },
  ...more,
})

export const aPlan = (more: Partial<Plan> = {}): Plan => ({
  title: 'roll back api-gateway, production',
  shifts: [{ from: '41 a1b2c3d', to: '40 9f8e7d6' }],
  now: ['2 of 2 running'],
  warnings: [],
  calls: [aCall()],
  resources: ['ecs:us-east-1:learnbot-production-cluster/learnbot-production-api-gateway'],
  ...more,
})

/** Ana asks to roll back api-gateway, and somebody else is to approve. */
export function aRun(more: Partial<Run> = {}): Run {
  const plan = more.plan ?? aPlan()
  return {
    schema: 1,
    id: randomUUID().replaceAll('-', '').slice(0, 16),
    system: 'learnbot',
    environment: 'production',
    service: 'api-gateway',
    operation: 'rollback',
    input: {},
    risk: 'change',
    plan,
    digest: 'digest-1',
    place: { channel: 'CLEARN' },
    requestedBy: ana,
    requestedAt: at,
    askedAt: at,
    required: 1,
    approvals: [],
    expiresAt: at + 15 * minute,
    state: 'proposed',
    stateAt: at,
    steps: plan.calls.map(call => ({ call, state: 'waiting' })),
    ...more,
  }
}

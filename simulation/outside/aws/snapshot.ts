import { z } from 'zod'
import type { Operation } from '../../../src/operations/operation.ts'
import { callKind, callOf, type Made, type Maker, maker } from '../../../src/ports/calls/call.ts'
import type { Caller, Wire } from '../../wire.ts'
import { callMs } from '../chat.ts'
import type { Aws, By } from './aws.ts'

const createSnapshot = callKind('rds:CreateDBSnapshot', z.object({ database: z.string() }))

const tokenOf = ({ run, step }: Made) => `${run}/${step}`

/** What a service makes once for each token, by which it is found again. */
export const snapshotMaker = (wire: Wire, from: Caller, aws: Aws, by: By): Maker =>
  maker({
    kind: createSnapshot,
    repeatable: true,
    look: (_, made) =>
      wire(from, {
        service: 'aws',
        method: 'findSnapshot',
        effect: () => {
          const id = aws.snapshotOf(tokenOf(made))
          return id === undefined ? { is: 'before' } : { is: 'after', result: { id } }
        },
        limitMs: callMs,
        reads: true,
      }),
    start: ({ database }, made) =>
      wire(from, {
        service: 'aws',
        method: 'createSnapshot',
        given: database,
        effect: () => ({ id: aws.snapshot(by, tokenOf(made)) }),
        limitMs: callMs,
      }),
    observe: (_, result) =>
      wire(from, {
        service: 'aws',
        method: 'describeSnapshot',
        effect: () =>
          aws.isSnapshotDone((result as { id: number }).id)
            ? ({ is: 'done' } as const)
            : ({ is: 'going', progress: { done: 0, of: 1, what: 'snapshots', said: [] } } as const),
        limitMs: callMs,
        reads: true,
      }),
  })

export const snapshot: Operation = {
  name: 'snapshot',
  risk: 'change',
  input: z.object({}),
  plan: async () => ({
    title: 'make a snapshot of the database, production',
    shifts: [{ to: 'one more snapshot' }],
    now: [],
    warnings: [],
    calls: [callOf(createSnapshot, { on: 'database', sets: 'a snapshot', params: { database: 'database' } })],
    resources: ['rds:us-east-1:database'],
  }),
}

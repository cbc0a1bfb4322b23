import type { Actor } from '../../../src/domain/actor.ts'
import type { Run } from '../../../src/domain/run/run.ts'
import { createRunLedger } from '../../../src/engine/runs/ledger.ts'
import { createPlanner } from '../../../src/engine/runs/planner.ts'
import { createRuns } from '../../../src/engine/runs/runs.ts'
import { makers } from '../../../src/ports/calls/call.ts'
import * as people from '../stage.ts'
import { type Stage, stageFor } from '../stage.ts'
import { createDial } from './dial.ts'

export const ana: Actor = { via: 'slack', id: 'UANA', name: 'Ana' }
export const ben: Actor = { via: 'slack', id: 'UBEN', name: 'Ben' }
export const cara: Actor = { via: 'slack', id: 'UCARA', name: 'Cara' }

/** A whole engine that can turn a dial, and what people do about it. */
export function dialStageFor(start?: Parameters<typeof stageFor>[1], ends?: Parameters<typeof stageFor>[2]) {
  const stage = stageFor(undefined, start, ends)
  return async () => withDial(await stage())
}

function withDial(stage: Stage) {
  const world = createDial()
  const { store, clock, system, slack } = stage
  /** Why a step that asked for a change is not what the runbook says any more. */
  const runbook: { changed?: string } = {}
  const planner = createPlanner(world.operations, [system], store, async ({ origin }) =>
    origin ? runbook.changed : undefined,
  )
  const ledger = createRunLedger({ store, clock, wake: stage.wake })
  const runs = { ledger, planner, makers: makers(...world.makers) }
  const emails: Record<string, string> = { PANA: people.ana.email, PBEN: people.ben.email }
  const who = { pager: { email: async (user: string) => emails[user] }, directory: slack.directory }
  const face = createRuns({
    systems: [system],
    store,
    ledger,
    planner,
    clock,
    who,
    barrier: name => stage.can.barrier(name),
  })
  let clicks = 0
  const click = () => `click-${++clicks}`
  Object.assign(stage.can, { runs, barrier: async () => 'kept' })

  return Object.assign(stage, {
    ...world,
    runbook,
    face,
    async asks(to: number, more: Partial<Parameters<typeof face.request>[0]> = {}): Promise<Run> {
      const asked = await face.request(
        {
          operation: 'turn',
          input: { to },
          system: system.system,
          environment: 'production',
          by: ana,
          place: { channel: 'CALERTS' },
          ...more,
        },
        click(),
      )
      if (!('run' in asked)) throw new Error(`${asked.word} is to be typed`)
      return asked.run
    },
    approves: (run: Run, by = ben, digest = run.digest) =>
      face.apply(run, { type: 'approve', digest, by }, click()),
    does: (run: Run, event: Parameters<typeof face.apply>[1]) => face.apply(run, event, click()),
    now: async (run: Run): Promise<Run> => (await store.run(system.system, run.id))!.value,
    /** Its message, as it stands now. */
    message: (run: Run) => slack.posts.find(({ mark }) => mark === `${run.id}/card`),
  })
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Run } from '../../src/domain/run/run.ts'
import { half, ways } from './attempt.ts'
import { type Body, bodyOf, type Said } from './deliver.ts'
import { expire, people, type Stage } from './stage.ts'

/** Runs in every state in which an approval can find one, and the yes by which one of them began. */
export interface Cast {
  runs: Record<string, Run[]>
  genuine: Body
}

const cluster = 'learnbot-production-cluster'
const version = '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c'

/** What somebody says where, with all of it right but for what is given. */
export function sayingOf(stage: Stage, responseUrl: string, run: Run, more: Partial<Said> = {}): Said {
  return {
    line: `run approve ${run.id} ${run.digest}`,
    user: people.ben,
    team: 'T0BELAY',
    channel: stage.channelOf(run.system === 'arbor-energy' ? '#arbor-alerts' : '#learnbot-alerts'),
    way: 'button',
    responseUrl,
    ...more,
  }
}

/** Belay goes on for a moment after its acknowledgement. */
export const restMs = 1_000
/** Longer than Belay goes by what Slack has said of an approver. */
const knownMs = 11_000

export type Send = (body: Body, proof?: string) => Promise<number>

/** Asks for all of it, and brings each where it is to be. */
export async function castOf(stage: Stage, responseUrl: string, send: Send): Promise<Cast> {
  const { asks, becomes, world } = stage
  const say = (run: Run, more: Partial<Said> = {}) => bodyOf(sayingOf(stage, responseUrl, run, more))
  const expired = await asks('/belay restart api-gateway')
  // Eve is an approver when she looks at it, and is none any more later.
  await send(say(expired, { user: people.eve, line: `run approve ${expired.id} 0` }))
  await sleep(restMs)
  const leftAt = performance.now()
  stage.leave()
  await stage.later(expire + 60_000)
  await becomes(expired, 'expired')

  const declined = await asks('/belay restart frontend')
  await send(say(declined, { line: `run decline ${declined.id} no` }))
  await becomes(declined, 'declined')
  const cancelled = await asks('/belay restart frontend')
  await send(say(cancelled, { line: `run cancel ${cancelled.id}`, user: people.ana }))
  await becomes(cancelled, 'cancelled')

  const moved = await asks('/rollback resume-parser previous')
  world.aws.ecs.set({
    cluster,
    service: 'learnbot-production-resume-parser',
    taskDefinition: world.aws.ecs.define('learnbot-production-resume-parser', [
      { name: 'resume-parser', image: `resume-parser:${version}` },
    ]),
  })
  await send(say(moved))
  await becomes(moved, 'void')

  const done = await asks('/belay restart frontend')
  const genuine = say(done)
  await send(genuine)
  await becomes(done, 'running', 'succeeded')

  const two = await asks('/belay restart backend', '#arbor-alerts')
  await send(say(two))

  const waiting = [
    await asks('/rollback api-gateway previous'),
    await asks('/belay scale resume-parser 4'),
    await asks('/belay restart job-aggregator'),
    await asks('/belay stop-tasks learning-resources'),
    await asks(`/deploy api-gateway ${version}`),
  ]
  await sleep(Math.max(0, leftAt + knownMs - performance.now()))
  return {
    runs: {
      waiting,
      expired: [expired],
      declined: [declined],
      cancelled: [cancelled],
      done: [done],
      void: [moved],
      [half]: [two],
    },
    genuine,
  }
}

/** Rightly said in the end, each another way: so that it is known that these could have begun. */
export const rightly = (stage: Stage, responseUrl: string, { runs }: Cast): Body[] =>
  runs.waiting!.map((run, i) => bodyOf(sayingOf(stage, responseUrl, run, { way: ways[i]! })))

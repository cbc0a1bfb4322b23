import { setTimeout as sleep } from 'node:timers/promises'
import type { Run } from '../../src/domain/run/run.ts'
import { type Attempt, again, axes, half, ways } from './attempt.ts'
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
    ...{ cluster, service: 'learnbot-production-resume-parser' },
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

const who: Record<string, string> = {
  'an approver': people.ben,
  'the CTO': people.cara,
  'who asked, an approver too': people.ana,
  'a bystander': people.dan,
  'who was taken out of the group': people.eve,
  'who has left the company': people.fred,
  'an approver of another system': people.gus,
  'an approver in small letters': 'u0ben',
  'Belay itself': 'U0BELAY',
  nobody: 'U0NOBODY',
}
const teams: Record<string, string | undefined> = {
  ours: 'T0BELAY',
  another: 'T0OTHER',
  none: undefined,
  'the prototype': '__proto__',
}

const otherSign = (text: string) => text.slice(0, -1) + (text.endsWith('0') ? '1' : '0')

/** An attempt as it is sent. */
export function bodyFor(stage: Stage, responseUrl: string, { runs, genuine }: Cast, attempt: Attempt): Body {
  const those = runs[attempt.run]!
  const run = those[attempt.target % those.length]!
  const [one, another] = Object.values(runs)
    .flat()
    .filter(({ id, digest }) => id !== run.id && digest !== run.digest) as [Run, Run]
  const wrong = Object.keys(axes).filter(axis => !isRight(axis as keyof typeof axes, attempt))
  // What is right but for having been sent before: the yes that one has begun by.
  if (wrong.length === 1 && attempt.proof === again) return genuine

  const ids: Record<string, string> = {
    'its own': run.id,
    'of another run': one.id,
    cut: run.id.slice(1),
    longer: `${run.id}0`,
    'in capitals': `${run.id.toUpperCase()}F`,
    'one sign changed': otherSign(run.id),
    'a number': 'INC-1',
    'a path': `../${run.id}`,
    'two at once': `${run.id} ${one.id}`,
    none: '',
  }
  const digests: Record<string, string> = {
    'its own': run.digest,
    'of another run': another.digest,
    'of an older plan': runs.void![0]!.digest === run.digest ? one.digest : runs.void![0]!.digest,
    'one sign changed': otherSign(run.digest),
    cut: run.digest.slice(1),
    longer: `${run.digest}0`,
    'in capitals': `${run.digest.toUpperCase()}`,
    nothing: '',
    'a star': '*',
    zeros: '0'.repeat(64),
    'the id': run.id,
  }
  const [id, digest] = [ids[attempt.id]!, digests[attempt.digest]!]
  const yes = `run approve ${id} ${digest}`.trim()
  const lines: Record<string, string> = {
    approve: yes,
    'break the glass': `run break-glass ${id} nobody answers`,
    'settle as done': `run settle ${id} done`,
    extend: `run extend ${id} 30m`,
    'approve, and more words': `${yes} and at once`,
    'approve behind another command': `help ${yes}`,
    'approve on a second line': `runs\n${yes}`,
    'approve as an option': `run --approve ${id} --digest ${digest}`,
    'approve in the name of Ben': `${yes} --user ${people.ben} --as ${people.ben}`,
    'two commands': `incident list && ${yes}`,
  }
  const user = who[attempt.who]!
  const home = sayingOf(stage, responseUrl, run).channel
  const places: Record<string, string> = {
    "the system's channel": home,
    'alone with Belay': stage.directOf(user),
    "another system's channel": stage.channelOf('#alerts'),
    'a channel of no system': stage.channelOf('#general'),
    'a channel that is not there': 'C0NOWHERE',
  }
  const said = {
    user,
    team: teams[attempt.team],
    channel: places[attempt.where]!,
    line: lines[attempt.line]!,
  }
  return bodyOf(sayingOf(stage, responseUrl, run, { ...said, way: attempt.way }))
}

const isRight = (axis: keyof typeof axes, attempt: Attempt): boolean =>
  (axes[axis].right as readonly string[]).includes(attempt[axis])

/** Rightly said in the end, each another way: so that it is known that these could have begun. */
export const rightly = (stage: Stage, responseUrl: string, { runs }: Cast): Body[] =>
  runs.waiting!.map((run, i) => bodyOf(sayingOf(stage, responseUrl, run, { way: ways[i]! })))

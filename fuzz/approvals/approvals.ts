import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { listen } from '../../sandbox/listen.ts'
import { createChance } from '../../simulation/chance.ts'
import type { Run } from '../../src/domain/run/run.ts'
import { type Attempt, again, attempts, axes, axisNames, half, wrongIn } from './attempt.ts'
import { bodyFor } from './body-for.ts'
import { type Cast, castOf, restMs, rightly, type Send } from './cast.ts'
import { headersOf, unlabelled } from './deliver.ts'
import { eventually, type Stage, setStage } from './stage.ts'

export interface Tried {
  tried: number
  /** So many different ones, but for the ids of a delivery. */
  bodies: number
  /** Wrong values of one axis that were tried, of how many; and different sets of axes that were wrong at once. */
  kinds: { tried: number; of: number }
  sets: number
  statuses: Map<number, number>
  faults: string[]
  /** So many of the same runs began once they were approved rightly. */
  begun: { of: number; begun: number }
}

const atOnce = 8

/** So many wrong approvals, none like another; then right ones. What was called outside, and what is saved, tells. */
export async function tryApprovals(seed: number, count: number, say: (text: string) => void): Promise<Tried> {
  const stage = await setStage()
  const agent = new Agent({ keepAliveTimeout: 1_000, keepAliveMaxTimeout: 1_000 })
  let answers = 0
  const sink = await listen(
    createServer((req, res) => void req.resume().on('end', () => res.end('ok', () => answers++))),
  )
  const responseUrl = `${sink.url}/`
  const send: Send = async (body, proof = '') => {
    const headers = headersOf(body, proof, stage.secret)
    const post = () => request(stage.url, { method: 'POST', headers, body: body.body, dispatcher: agent })
    if (proof === again) await (await post()).body.dump()
    const answer = await post()
    await answer.body.dump()
    return answer.statusCode
  }
  /** Nothing is answered any more. */
  async function settled(): Promise<void> {
    for (let before = -1; before !== answers; await sleep(restMs)) before = answers
  }

  try {
    const cast = await castOf(stage, responseUrl, send)
    await settled()
    const [before, called] = [await standingOf(stage, cast), stage.called()]
    say(
      `Runs in ${Object.keys(cast.runs).length} states; ${called.length} calls were made by the one that is done`,
    )
    const statuses = new Map<number, number>()
    const tried: Attempt[] = []
    const faults: string[] = []
    const bodies = new Set<string>()
    const toSend = (attempt: Attempt) => bodyFor(stage, responseUrl, cast, attempt)
    const source = attempts(createChance(seed), attempt => unlabelled(toSend(attempt)))
    const worker = async () => {
      while (tried.length < count) {
        const attempt = source.next().value as Attempt
        tried.push(attempt)
        const body = toSend(attempt)
        bodies.add(unlabelled(body))
        const status = await send(body, attempt.proof)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if (status >= 500) faults.push(`${status} to ${JSON.stringify(attempt)}`)
        if (stage.called().length > called.length && faults.length === 0)
          faults.push(`Something was called, at the latest by ${JSON.stringify(attempt)}`)
        if (tried.length % 1_000 === 0) say(`${tried.length} tried`)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    await settled()
    const after = await standingOf(stage, cast)
    for (const [id, standing] of Object.entries(before))
      if (after[id] !== standing) faults.push(`${id} was ${standing}, and is ${after[id]}`)
    const more = stage.called().slice(called.length)
    if (more.length > 0) faults.push(`called: ${more.join(', ')}`)
    const begun = await begin(stage, rightly(stage, responseUrl, cast), cast.runs.waiting!, send)
    return { tried: tried.length, bodies: bodies.size, ...kindsIn(tried), statuses, faults, begun }
  } finally {
    await sink.close()
    await agent.destroy()
    await stage.stop()
  }
}

/** How each run stands, and by whom it is approved. */
async function standingOf(stage: Stage, { runs }: Cast): Promise<Record<string, string>> {
  const kept = ['waiting', 'expired', 'declined', 'cancelled', 'void', half].flatMap(kind => runs[kind]!)
  const now = await Promise.all(kept.map(stage.now))
  return Object.fromEntries(
    now.map(({ id, state, approvals, breakGlass }) => [
      id,
      `${state}, approved by ${approvals.map(({ by }) => by.name).join(' and ') || 'nobody'}${breakGlass ? ', alone' : ''}`,
    ]),
  )
}

async function begin(stage: Stage, bodies: Parameters<Send>[0][], runs: Run[], send: Send) {
  const isBegun = async (run: Run) => !['proposed', 'approved'].includes((await stage.now(run)).state)
  for (const body of bodies) await send(body)
  const count = async () => (await Promise.all(runs.map(isBegun))).filter(Boolean).length
  await eventually(async () => ((await count()) === runs.length ? true : undefined), 'all begin').catch(
    () => {},
  )
  return { of: runs.length, begun: await count() }
}

function kindsIn(tried: Attempt[]): Pick<Tried, 'kinds' | 'sets'> {
  const kinds = new Set(tried.flatMap(attempt => wrongIn(attempt).map(axis => `${axis}: ${attempt[axis]}`)))
  const of = axisNames.reduce((sum, axis) => sum + axes[axis].wrong.length, 0)
  return { kinds: { tried: kinds.size, of }, sets: new Set(tried.map(one => wrongIn(one).join())).size }
}

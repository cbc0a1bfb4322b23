import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { World } from '../sandbox/world.ts'
import { channelOf, repositoryOf } from './systems.ts'

const lookMs = 500
/** Whoever sees nothing come of it asks again, after so long. */
const patienceMs = 20_000
/** After so many clicks of which nothing came, the deploy is asked for anew: Redis may have forgotten it. */
const clicks = 3

interface Deploying {
  systems: number
  service: string
  /** Ben approves only then. */
  until: Promise<unknown>
  isOver(): boolean
}

/** Ana asks for a deploy in every system, again when nothing comes of it, and Ben approves; until all are approved or it is over. */
export async function deploys(world: World, { systems, ...deploying }: Deploying): Promise<void> {
  await Promise.all(Array.from({ length: systems }, (_, system) => deploy(world, system, deploying)))
}

async function deploy(
  { slack, aws }: World,
  system: number,
  { service, until, isOver }: Omit<Deploying, 'systems'>,
): Promise<void> {
  const name = channelOf(system)
  // With "bad" in its tag an image does not come up in the sandbox.
  const version = createHash('sha1').update(`${system} ${service}`).digest('hex').replaceAll('bad', 'bed')
  const { id } = slack.workspace.channel(name)!
  const clicked = new Set<string>()
  const inVain = new Set<string>()
  const waiting = () =>
    slack.workspace.messages.findLast(
      ({ channel, ts, text }) =>
        channel === id && !inVain.has(ts) && text.includes(`waits for approval: deploy ${service}`),
    )

  // A card may be shown anew long after it was clicked.
  const isAnswered = () =>
    slack.workspace.messages.some(({ ts, text }) => clicked.has(ts) && !text.includes('waits for approval'))

  aws.ecr.push(repositoryOf(system, service), version, Date.now())
  while (!isOver() && !isAnswered()) {
    await slack.slash('Ana', name, `/deploy ${service} ${version}`)
    const asked = await seen(waiting)
    if (!asked) {
      // Nothing new waits: what was clicked in vain is clicked again.
      inVain.clear()
      continue
    }
    await until
    clicked.add(asked.ts)
    for (let i = 0; i < clicks && waiting()?.ts === asked.ts; i++) {
      await slack.click('Ben', asked.ts, 'Approve').catch(() => undefined)
      await seen(() => waiting()?.ts !== asked.ts || undefined)
    }
    if (waiting()?.ts !== asked.ts) return
    inVain.add(asked.ts)
  }

  async function seen<T>(look: () => T | undefined): Promise<T | undefined> {
    const latest = performance.now() + patienceMs
    for (; performance.now() < latest && !isOver(); await sleep(lookMs)) {
      const found = look()
      if (found !== undefined) return found
    }
    return undefined
  }
}

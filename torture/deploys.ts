import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { World } from '../sandbox/world.ts'
import { channelOf, repositoryOf } from './systems.ts'

const lookMs = 500
/** Whoever sees nothing come of it asks again, after so long. */
const patienceMs = 20_000

/** Ana asks for a deploy in every system, again when nothing comes of it, and Ben approves; until all are done or it is over. */
export async function deploys(world: World, systems: number, isOver: () => boolean): Promise<void> {
  await Promise.all(Array.from({ length: systems }, (_, system) => deploy(world, system, isOver)))
}

async function deploy({ slack, aws }: World, system: number, isOver: () => boolean): Promise<void> {
  const channel = channelOf(system)
  const version = createHash('sha1').update(`${system}`).digest('hex')
  const { id } = slack.workspace.channel(channel)!
  const about = (words: string) =>
    slack.workspace.messages.findLast(one => one.channel === id && one.text.includes(words))

  aws.ecr.push(repositoryOf(system), version, Date.now())
  while (!isOver()) {
    await slack.slash('Ana', channel, `/deploy api ${version}`)
    const asked = await seen(() => about('waits for approval: deploy api'))
    if (!asked) continue
    while (!isOver() && about('waits for approval: deploy api')?.ts === asked.ts) {
      await slack.click('Ben', asked.ts, 'Approve').catch(() => undefined)
      await seen(() => about('waits for approval: deploy api') === undefined || undefined)
    }
    return
  }

  async function seen<T>(look: () => T | undefined): Promise<T | undefined> {
    const until = performance.now() + patienceMs
    for (; performance.now() < until && !isOver(); await sleep(lookMs)) {
      const found = look()
      if (found !== undefined) return found
    }
    return undefined
  }
}

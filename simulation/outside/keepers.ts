import type { Checklist } from '../../src/domain/checklist/checklist.ts'
import { comingBack } from '../../src/engine/schedules/coming-back.ts'
import type { Invocation } from '../../src/ports/invocation.ts'
import { checklistsIn, scheduleIn } from '../laws/law.ts'
import type { Ticked } from '../laws/schedules/quiet.ts'
import type { Process } from '../process.ts'
import { ana, ben, cara, dan, system } from '../system.ts'
import type { World } from '../world.ts'
import type { Door } from './door.ts'

const changes = comingBack(system).filter(({ kind }) => kind === 'change')

/** People who see to what comes back by itself: they allow changes and stop them, rightly and wrongly, and tick lists. */
export function createKeepers(world: World, door: Door, ticked: (one: Ticked) => void) {
  const { chance, scheduler, memory, read } = world
  const everyMs = 6_000 / world.tempo.changes
  let [deeds, isEnded] = [0, false]

  function say(user: string, text: string, channel: string, id: string, over?: (why?: Error) => void): void {
    const invocation: Invocation = { id, source: 'slash', text, fields: {}, user, team: 'T1', channel }
    door.invoke(
      `${user} in ${channel}: ${text} (${id})`,
      ({ desk }: Process) => desk.handle(invocation),
      over,
    )
  }

  /** As the card's button has it; now and then with the digest of another, as one that somebody has edited would. */
  function allow(): void {
    const { id: schedule, name } = chance.pick(changes)
    const { id: user } = chance.pick([ben, cara, dan, ana])
    const from = chance.happens(0.1) ? chance.pick(changes).id : schedule
    const digest = scheduleIn(memory, from)?.digest ?? 'none'
    const channel = chance.weighed({ 'C-alerts': 8, [`D-${user}`]: 2, 'C-elsewhere': 1 })
    const id = `kept-${++deeds}`
    read.set(id, { user, run: schedule, digest, channel })
    say(user, `schedule allow ${name} ${digest}`, channel, id)
  }

  function stop(name: string): void {
    const { id } = chance.pick([ben, cara])
    say(id, `schedule stop ${name}`, 'C-alerts', `kept-${++deeds}`)
  }

  /** Nobody takes a tick away in here, so that each stays. */
  function tick({ id: list, items }: Checklist): void {
    const { step } = chance.pick(items)
    const operation = `kept-${++deeds}`
    const { id: user } = chance.pick([ana, dan])
    const invocation: Invocation = {
      id: operation,
      source: 'slash',
      text: `checklist tick ${list} ${step}`,
      fields: {},
      user,
      team: 'T1',
      channel: 'C-alerts',
    }
    let reply: unknown
    door.invoke(
      `${user}: tick ${step} of ${list} (${operation})`,
      async ({ desk }: Process) => {
        reply = await desk.handle(invocation)
      },
      why => {
        const isTold = (reply as { to?: string } | undefined)?.to === 'nobody'
        if (!why && isTold) ticked({ list, step, operation })
      },
    )
  }

  function act() {
    const deed = chance.weighed({ allow: 6, stop: 1, tick: 3 })
    if (deed === 'allow') return allow()
    if (deed === 'stop') return stop(chance.pick(changes).name)
    const lists = checklistsIn(memory)
    if (lists.length > 0) tick(chance.pick(lists))
  }

  function again(): void {
    if (isEnded) return
    act()
    scheduler.after(chance.around(everyMs), again)
  }

  return {
    begin: () => scheduler.after(chance.around(everyMs), again),
    end: () => void (isEnded = true),
    /** Whatever still comes back is stopped. */
    settle(): void {
      for (const { id, name } of changes) {
        const schedule = scheduleIn(memory, id)
        if (schedule && !schedule.stopped) stop(name)
      }
    },
  }
}

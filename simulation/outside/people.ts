import type { Actor } from '../../src/domain/actor.ts'
import type { Incident } from '../../src/domain/incident.ts'
import type { Asked } from '../../src/engine/faces.ts'
import type { Process } from '../process.ts'
import { ana, ben, cara, dan, system } from '../system.ts'
import type { World } from '../world.ts'
import { createDeeds } from './deeds.ts'
import type { Door } from './door.ts'

/** What somebody has asked for and was told is done. */
export interface Asks {
  incident: string
  text?: string
}

/** People in Slack, who do one thing or another about what is open. */
export function createPeople(
  world: World,
  door: Door,
  incidents: () => Incident[],
  done: (asked: Asks) => void,
) {
  const deeds = createDeeds(world)
  const { chance, scheduler, tempo } = world
  let [asks, isOver] = [0, false]
  const everyMs = 4_000 / tempo.incidents

  function act() {
    const all = incidents()
    const { id, name } = chance.pick([ana, ben, cara, dan])
    const by: Actor = { via: 'slack', id, name }
    const operation = `asked-${++asks}`
    if (all.length === 0 || chance.happens(0.06)) return declare(by, operation)
    const recent = all.filter(one => one.state !== 'resolved' || chance.happens(0.1))
    if (recent.length === 0) return
    const incident = chance.pick(recent)
    const deed = deeds.one(incident)
    if (deed === 'merge') {
      const into = chance.pick(recent)
      if (into.id === incident.id) return
      const merge = ({ incidents }: Process) => incidents.merge(incident, into, by, operation)
      return door.invoke(`${name}: merge ${incident.id} into ${into.id} (${operation})`, merge)
    }
    const asked = deeds.about(incident, deed, by)
    if (asked) ask(incident, asked, operation)
  }

  function ask(incident: Incident, asked: Asked, operation: string): void {
    const apply = ({ incidents }: Process) => incidents.apply(incident, asked, operation)
    door.invoke(`${asked.by.name}: ${asked.type} ${incident.id} (${operation})`, apply, why => {
      if (why) return
      const text = 'text' in asked ? asked.text : undefined
      done({ incident: incident.id, ...(text !== undefined && { text }) })
      const other = deeds.otherwise(asked)
      if (other)
        scheduler.after(chance.around(1_000), () => isOver || ask(incident, other, `${operation}-but`))
    })
  }

  function declare(by: Actor, operation: string): void {
    const severity = chance.pick(['P1', 'P2', 'P3'] as const)
    const declaration = {
      system: system.system,
      environment: 'production',
      severity,
      title: `declared ${operation}`,
      by,
    }
    door.invoke(`${by.name}: declare (${operation})`, ({ incidents }) =>
      incidents.declare(declaration, operation),
    )
  }

  function again(): void {
    if (isOver) return
    act()
    scheduler.after(chance.around(everyMs), again)
  }

  return {
    begin: () => scheduler.after(chance.around(everyMs), again),
    /** Nobody does anything any more; whatever is open is resolved when it is asked for. */
    end: () => void (isOver = true),
    resolve(incident: Incident): void {
      const by: Actor = { via: 'slack', id: ana.id, name: ana.name }
      const operation = `end-${++asks}`
      door.invoke(`Ana: resolve ${incident.id} (${operation})`, ({ incidents }) =>
        incidents.apply(incident, { type: 'resolve', by }, operation),
      )
    },
  }
}

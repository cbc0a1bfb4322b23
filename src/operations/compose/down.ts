import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import type { Containers } from '../../ports/containers.ts'
import { lineAt } from '../line-at.ts'
import type { Operation } from '../operation.ts'
import { isUp } from './find.ts'
import { composed, ending, nameOf, starting } from './turned.ts'

/**
 * Ends the containers of a service of Compose, or of all of them, and keeps them: what a container is made like has to be
 * there when it is to come up again.
 */
export const composeDown = (containers: Containers): Operation => ({
  name: 'compose down',
  risk: 'change',
  input: z.object({}),
  async plan(_, where) {
    const all = await composed(containers, where)
    const up = all.map(one => ({ ...one, up: one.all.filter(isUp) })).filter(one => one.up.length > 0)
    if (up.length === 0)
      throw new UserError(`Nothing of ${nameOf(where)} runs.`, {
        label: 'Start it',
        command: lineAt('compose up', where),
      })
    const which = up.map(({ name, up: running }) => `${running.length} of ${name}`).join(', ')
    return {
      title: `end ${nameOf(where)}`,
      shifts: [{ from: `${which} running`, to: 'none running' }],
      now: ['the containers are kept, and start as they are'],
      warnings: [`It answers nobody until it is started again: compose up ${where.service?.name ?? 'all'}`],
      calls: up.flatMap(one => one.up.map(container => ending(one, container))),
      undo: [...up].reverse().flatMap(one => one.up.map(container => starting(one, container))),
      resources: up.map(({ resource }) => resource),
    }
  },
})

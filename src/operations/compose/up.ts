import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import type { Containers } from '../../ports/containers.ts'
import { checkHealth } from '../check-health.ts'
import { lineAt } from '../line-at.ts'
import type { Operation } from '../operation.ts'
import { versionOf } from '../revisions.ts'
import { isUp } from './find.ts'
import { composed, nameOf, starting } from './turned.ts'

/** Starts again what of a service of Compose, or of all of them, has ended: the newest container of each. */
export const composeUp = (containers: Containers): Operation => ({
  name: 'compose up',
  risk: 'change',
  input: z.object({}),
  async plan(_, where) {
    const down = (await composed(containers, where)).filter(({ all }) => !all.some(isUp))
    if (down.length === 0)
      throw new UserError(`All of ${nameOf(where)} runs already.`, {
        label: 'What runs',
        command: lineAt(where.service ? 'ps' : 'health', where),
      })
    return {
      title: `start ${nameOf(where)}`,
      shifts: down.map(({ name, current }) => ({
        to: `${name} ${versionOf(current.image)}, ${current.name}`,
      })),
      now: [],
      warnings: [],
      calls: [...down.map(one => starting(one, one.current)), ...down.flatMap(one => checkHealth(one.where))],
      resources: down.map(({ resource }) => resource),
    }
  },
})

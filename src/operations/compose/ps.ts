import { z } from 'zod'
import type { ContainerState, Containers } from '../../ports/containers.ts'
import { lineAt } from '../line-at.ts'
import type { Read } from '../read.ts'
import { composeOf, isUp } from './find.ts'

const input = z.object({})

/** The containers of a service of Compose, and how those that do not run ended: `docker compose ps`. */
export const ps = (containers: Containers): Read => ({
  name: 'ps',
  input,
  async read(_, where) {
    const all = await containers.list(composeOf(where))
    const up = all.filter(one => isUp(one) && one.health !== 'unhealthy').length
    return {
      state: up === 0 ? 'down' : up < all.length ? 'unsettled' : 'fine',
      title: `${where.service!.name}, ${where.environment}: ${up} of ${all.length} running`,
      lines: [
        ...(all.some(({ wasKilledForMemory }) => wasKilledForMemory)
          ? ['It ran out of memory: give it more, or go back to a version that took less.']
          : []),
        ...(all.length === 0 ? ['It has no containers: docker compose up makes the first.'] : []),
      ],
      ...(all.length > 0 && {
        table: {
          columns: ['Container', 'State', 'Since', 'Restarts', 'Image', 'How it ended'],
          rows: all.map(one => [
            one.name,
            one.health === undefined ? one.status : `${one.status}, ${one.health}`,
            one.startedAt === undefined ? '' : { at: one.startedAt },
            one.restarts,
            one.image,
            endOf(one),
          ]),
        },
      }),
      offers: [
        { label: `Logs of ${where.service!.name}`, command: `${lineAt('logs', where)} --errors` },
        up === 0 && all.length > 0
          ? { label: `Start ${where.service!.name}`, command: lineAt('compose up', where) }
          : { label: `Restart ${where.service!.name}`, command: lineAt('restart', where) },
        { label: 'Top', command: lineAt('top', where) },
        { label: 'Again', command: lineAt('ps', where) },
      ],
    }
  },
})

const endOf = ({ exit, wasKilledForMemory }: ContainerState): string =>
  exit === undefined ? '' : `exit ${exit}${wasKilledForMemory ? ', out of memory' : ''}`

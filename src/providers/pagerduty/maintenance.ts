import { z } from 'zod'
import { encoded } from '../../domain/encoded.ts'
import { Instant } from '../../domain/instant.ts'
import { type Maker, maker, markOf } from '../../ports/calls/call.ts'
import { createMaintenance, endMaintenance } from '../../ports/calls/maintenance.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Maintenance } from '../../ports/maintenance.ts'
import { ask, find, list } from './answers.ts'
import type { Api } from './api.ts'

const Window = z
  .object({
    id: z.string(),
    description: z.string().nullish(),
    end_time: Instant,
    services: z.array(z.object({ id: z.string() })),
  })
  .transform(({ id, description, end_time, services }) => ({
    id,
    description: description ?? '',
    endsAt: end_time,
    services: services.map(service => service.id),
  }))
const One = z.object({ maintenance_window: z.object({ id: z.string() }) })
const Service = z.object({ service: z.object({ name: z.string() }) })

const path = '/maintenance_windows'

/** PagerDuty's maintenance windows. */
export const createMaintenanceWindows = (api: Api): Maintenance => ({
  open: services =>
    list(
      api,
      { method: 'GET', path, query: { filter: 'open', 'service_ids[]': services } },
      'maintenance_windows',
      Window,
    ),
  async name(service) {
    const found = await find(api, { method: 'GET', path: `/services/${encoded(service)}` }, Service)
    return found?.service.name ?? service
  },
})

/** Every call that changes one; `us` is the e-mail in whose name. Each can be looked for, and says what is to be. */
export function maintenanceMakers(api: Api, windows: Maintenance, us: string, clock: Clock): Maker[] {
  const all = () => windows.open([])
  return [
    maker<z.infer<typeof createMaintenance.params>>({
      kind: createMaintenance,
      repeatable: true,
      async look(_, made) {
        const found = (await all()).find(({ description }) => description.endsWith(markOf(made)))
        return found ? { is: 'after', result: { id: found.id, until: found.endsAt } } : { is: 'before' }
      },
      async start({ services, forMs, description }, made) {
        const now = clock.now()
        const body = {
          maintenance_window: {
            type: 'maintenance_window',
            start_time: new Date(now).toISOString(),
            end_time: new Date(now + forMs).toISOString(),
            description: `${description} ${markOf(made)}`,
            services: services.map(id => ({ id, type: 'service_reference' })),
          },
        }
        const { maintenance_window } = await ask(api, { method: 'POST', path, body, from: us }, One)
        return { id: maintenance_window.id, until: now + forMs }
      },
    }),

    maker<z.infer<typeof endMaintenance.params>>({
      kind: endMaintenance,
      repeatable: true,
      async look({ id }) {
        return (await all()).some(window => window.id === id) ? { is: 'before' } : { is: 'after', result: {} }
      },
      async start({ id }) {
        await find(api, { method: 'DELETE', path: `${path}/${encoded(id)}`, from: us }, z.unknown())
        return {}
      },
    }),
  ]
}

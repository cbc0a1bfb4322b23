import { z } from 'zod'
import { iso, type Wire } from './wire.ts'
import { get, type MaintenanceWindow, newId, type World } from './world.ts'

export const Planned = z.object({
  maintenance_window: z.object({
    type: z.literal('maintenance_window'),
    start_time: z.iso.datetime({ offset: true }),
    end_time: z.iso.datetime({ offset: true }),
    description: z.string().optional(),
    services: z.array(z.object({ id: z.string(), type: z.literal('service_reference') })).min(1),
  }),
})

/** Maintenance windows of the REST API. */
export function createMaintenance(world: World, wire: Wire, now: () => number) {
  const shown = ({ id, description, services, startsAt, endsAt, by }: MaintenanceWindow) => ({
    id,
    type: 'maintenance_window',
    summary: description,
    description,
    start_time: iso(startsAt),
    end_time: iso(endsAt),
    services: services.map(service => wire.service(service)),
    created_by: wire.userReference(by),
  })
  return {
    /** Those that are on or still to come. */
    open: (services: string[]) =>
      world.windows
        .filter(({ endsAt }) => endsAt > now())
        .filter(one => services.length === 0 || one.services.some(service => services.includes(service)))
        .map(shown),

    plan({ maintenance_window: wanted }: z.infer<typeof Planned>, by: string) {
      const services = wanted.services.map(({ id }) => get(world.services, id).id)
      const window = {
        id: newId(),
        description: wanted.description ?? '',
        services,
        startsAt: Date.parse(wanted.start_time),
        endsAt: Date.parse(wanted.end_time),
        by,
      }
      world.windows.push(window)
      return shown(window)
    },

    /** One that is on ends now. */
    end(id: string): void {
      get(world.windows, id).endsAt = now()
    },
  }
}

import { z } from 'zod'
import { inWords } from '../domain/duration.ts'
import { UserError } from '../domain/errors.ts'
import { pagerdutyServices, routeOf } from '../domain/routing.ts'
import { callOf, resultOf, withoutMark } from '../ports/calls/call.ts'
import { createMaintenance, endMaintenance } from '../ports/calls/maintenance.ts'
import type { Maintenance } from '../ports/maintenance.ts'
import type { Operation } from './operation.ts'
import { longestMs } from './silence.ts'

const input = z.object({ forMs: z.int().positive(), description: z.string() })

/** Has PagerDuty page nobody for an environment's services for a while. */
export const maintenance = (windows: Maintenance | undefined): Operation<z.infer<typeof input>> => ({
  name: 'silence pagerduty',
  risk: 'change',
  input,
  async plan({ forMs, description }, { system, environment }) {
    const place = `${system.title} ${environment}`
    if (!windows)
      throw new UserError('Belay has no PagerDuty: PAGERDUTY_API_TOKEN and PAGERDUTY_FROM are not set.')
    if (forMs > longestMs)
      throw new UserError('Maintenance lasts 24 h at most: plan what is longer in PagerDuty.')
    const services = pagerdutyServices(system).filter(id => routeOf(system, id)?.environment === environment)
    if (services.length === 0)
      throw new UserError(
        `${place} has no PagerDuty service: its system file would list it under \`pagerduty\`.`,
      )
    const [names, open] = await Promise.all([
      Promise.all(services.map(id => windows.name(id))),
      windows.open(services),
    ])
    const on = names.join(', ')
    return {
      title: `have PagerDuty page nobody for ${place} for ${inWords(forMs)}`,
      shifts: names.map(name => ({ to: `${name}: in maintenance for ${inWords(forMs)}` })),
      now: [],
      warnings: [
        'Whatever alerts meanwhile makes no incident, in PagerDuty and here.',
        ...(open.length > 0
          ? [`In maintenance already, or soon: ${withoutMark(open[0]!.description) || 'no reason given'}.`]
          : []),
      ],
      calls: [
        callOf(createMaintenance, {
          on,
          sets: `maintenance for ${inWords(forMs)}`,
          params: { services, forMs, description },
        }),
      ],
      undo: [callOf(endMaintenance, { on, sets: 'maintenance over', params: { id: resultOf(0, 'id') } })],
      resources: services.map(id => `pagerduty ${id}`),
    }
  },
})

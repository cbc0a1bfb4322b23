import { z } from 'zod'
import { counted } from '../src/domain/counted.ts'
import { dashboards } from '../src/domain/dashboards.ts'
import { UserError } from '../src/domain/errors.ts'
import { type Command, systemCommand } from '../src/engine/command.ts'
import { healthOffer } from '../src/operations/line-at.ts'
import { showing } from './look.ts'

export const dashboardList: Command = systemCommand({
  name: 'dashboards',
  aliases: ['dashboard'],
  knownAs: ['grafana', 'aws cloudwatch get-dashboard'],
  summary: 'Where a system’s dashboards are',
  example: 'dashboards',
  args: z.object({}),
  permission: 'anyone',
  async run(call) {
    const { system, environment } = call
    const { services } = system.environments[environment]!
    const all = [
      ...dashboards(system, { environment }).map(link => [link, environment]),
      ...Object.entries(services).flatMap(([name, { dashboard: url }]) =>
        url === undefined ? [] : [[{ label: 'Dashboard', url }, name]],
      ),
    ]
    const where = `${system.title} ${environment}`
    if (all.length === 0)
      throw new UserError(
        `${where} names no dashboard in its system file: \`dashboard\` and \`dashboards\` are where. Belay draws what CloudWatch keeps, as in: metrics {service}`,
        healthOffer(call),
      )
    return showing(call, {
      title: `${counted(all.length, 'dashboard')} of ${where}`,
      table: { columns: ['Dashboard', 'Of'], rows: all },
      offers: [healthOffer(call)],
    })
  },
})

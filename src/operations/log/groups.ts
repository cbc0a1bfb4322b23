import { counted } from '../../domain/counted.ts'
import { UserError } from '../../domain/errors.ts'
import type { Environment } from '../../domain/system.ts'
import type { LogGroups } from '../../ports/log-groups.ts'
import { accountOf } from '../account.ts'
import type { Where } from '../operation.ts'
import { serviceOf } from '../service-of.ts'

/** The log group of a service, as CloudWatch has it. */
export async function findGroup(groups: LogGroups, where: Where) {
  const service = serviceOf(where)
  const { logs: group } = service.settings
  const named = `${service.name}, ${where.environment}`
  if (group === undefined)
    throw new UserError(`${named} writes into no log group that its system file names as \`logs\`.`)
  const place = accountOf(where.settings)
  const kept = await groups.kept(group, place)
  if (!kept)
    throw new UserError(
      `CloudWatch has no log group ${group}: correct \`logs\` of ${service.name} in the system file.`,
    )
  return { service: service.name, group, named, place, kept, resource: groupResource(where.settings, group) }
}

const groupResource = ({ region = '' }: Environment, group: string): string => `logs:${region}:${group}`

/** "30 days", or "for ever" */
export const daysOf = (days: number | undefined | null): string =>
  days === undefined || days === null ? 'for ever' : counted(days, 'day')

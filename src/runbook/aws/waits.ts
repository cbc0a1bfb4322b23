import { nearest } from '../../domain/nearest.ts'
import type { Text } from '../../domain/runbook/line.ts'
import type { AwsService } from '../../ports/aws-shapes.ts'
import { act, byHand, type Judged } from '../families/family.ts'
import { literal } from '../text.ts'
import { type Arguments, argumentsOf } from './arguments.ts'
import { type Flag, globals } from './globals.ts'
import { flagsOf, kebab, operationsOf } from './names.ts'
import { riskOf } from './risk.ts'

/** A waiter takes what the operation takes that it looks with: the one that fits best by its arguments, then by its name. */
function waiterArguments(waiter: string, found: AwsService, flags: Flag[]): Arguments {
  const [thing = ''] = waiter.split('-')
  const reads = [...operationsOf(found)].filter(([, { name }]) => riskOf(name) === 'read')
  const fitting = reads.filter(([, { input }]) =>
    flags.every(({ name }) => flagsOf(input).has(name) || globals.has(name)),
  )
  const all = (fitting.length > 0 ? fitting : reads).map(([verb, operation]) => ({
    verb,
    found: argumentsOf(flags, operation, []),
  }))
  const misfit = ({ verb, found }: (typeof all)[number]) =>
    found.troubles.length * 100 +
    found.missing.length * 10 +
    (verb.includes(thing) ? 0 : 5) +
    verb.length / 1_000
  return all.reduce((best, one) => (misfit(one) < misfit(best) ? one : best)).found
}

/** `aws ecs wait services-stable`: looked at until it is so. */
export function waits(service: string, found: AwsService, [waiter]: Text[], flags: Flag[]): Judged {
  const names = found.waiters.map(kebab)
  const named = literal(waiter) ?? ''
  if (names.includes(named)) {
    const { input, missing, troubles, region } = waiterArguments(named, found, flags)
    const told = troubles.map(trouble => `aws ${service} wait ${named}: ${trouble}`)
    if (told.length > 0) return byHand('it cannot be carried out as it stands', 'read', ...told)
    const more = { missing, ...(region && { on: { region } }) }
    return act('aws', `${service}:wait ${named}`, 'read', input, more)
  }
  const meant = nearest(named, names)
  return byHand(
    'AWS waits for no such thing',
    'read',
    `aws ${service} wait has no ${named}${meant ? `: ${meant} is meant?` : ''}`,
  )
}

import { nearest } from '../../domain/nearest.ts'
import type { Text } from '../../domain/runbook/line.ts'
import type { AwsService } from '../../ports/aws-shapes.ts'
import { holesInAll } from '../action.ts'
import { type Arguments, argumentsOf, flagsIn } from '../aws/arguments.ts'
import { changes } from '../aws/changes/index.ts'
import { customs } from '../aws/customs.ts'
import { doubtsOf } from '../aws/doubts.ts'
import { extras } from '../aws/extras.ts'
import { type Flag, globals } from '../aws/globals.ts'
import { flagsOf, kebab, operationsOf } from '../aws/names.ts'
import { answersSecret, riskOf } from '../aws/risk.ts'
import { secretKind } from '../secret-kind.ts'
import { literal } from '../text.ts'
import { act, byHand, type Family, type Judged } from './family.ts'

/** AWS's command line: any read of a known service, and those changes that Belay has an operation for. */
export const aws: Family = {
  names: ['aws'],
  judge({ words }, known) {
    const { positional, flags } = flagsIn(inOrder(words.slice(1)))
    const [service, operation, ...rest] = positional
    const named = literal(service)
    if (named === undefined || operation === undefined)
      return byHand('it names no service and operation of AWS', 'read', 'as in: aws ecs list-clusters')
    const verb = literal(operation)
    if (verb === undefined) return byHand('which operation of AWS it is, stands nowhere')
    const own = customs[`${named} ${verb}`] ?? customs[`${named} *`]
    if (own) return own({ verb, positional: rest, flags })
    const found = known.aws(named)
    if (!found) return byHand(`Belay does not know the service ${named} of AWS`, riskOfVerb(verb))
    if (verb === 'wait') return waits(named, found, rest, flags)
    return judgeOperation(named, verb, found, rest, flags)
  },
}

/** `aws --region eu-west-1 ecs list-clusters`: what is for all services may stand before the service. */
function inOrder(words: Text[]): Text[] {
  const name = /^--([\w-]+)$/.exec(literal(words[0]) ?? '')?.[1]
  const isOne = typeof words[0]?.[0] === 'string' && words[0][0].startsWith('--')
  if (!isOne) return words
  const length = name === undefined || name.startsWith('no-') || name === 'debug' ? 1 : 2
  return [...inOrder(words.slice(length)), ...words.slice(0, length)]
}

const riskOfVerb = (verb: string) =>
  riskOf(verb.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()))

function judgeOperation(
  service: string,
  verb: string,
  found: AwsService,
  positional: Text[],
  flags: Flag[],
): Judged {
  const operation = operationsOf(found).get(verb)
  if (!operation) {
    const meant = nearest(verb, operationsOf(found).keys())
    const trouble = `aws ${service} has no ${verb}${meant ? `: ${meant} is meant?` : ''}`
    return byHand(`AWS knows no such operation`, riskOfVerb(verb), trouble)
  }
  const change = changes.find(({ of }) => of === `${service} ${verb}`)
  const all = argumentsOf(flags, operation, extras[`${service} ${verb}`] ?? [])
  if (flags.some(({ name }) => name === 'endpoint-url'))
    return byHand('it asks another address than that of AWS', riskOf(operation.name))
  const troubles = [
    ...positional.map(word => `it takes no ${literal(word) ?? 'words'} without a name`),
    ...all.troubles,
  ].map(trouble => `aws ${service} ${verb}: ${trouble}`)
  const risk = change?.risk ?? riskOf(operation.name)
  if (troubles.length > 0) return byHand('it cannot be carried out as it stands', risk, ...troubles)
  if (risk === 'read') {
    const isSecret = answersSecret(operation.name)
    return {
      action: {
        via: 'aws',
        operation: `${service}:${operation.name}`,
        risk,
        input: all.input,
        filters: all.filters,
        ...(isSecret && { sets: [{ name: '', secret: true }] }),
        ...(all.region && { on: { region: all.region } }),
      },
      missing: all.missing,
      troubles: doubtsOf(`${service} ${verb}`, all.input),
    }
  }
  const other = Object.keys(all.input).find(name => change?.takes?.includes(name) === false)
  if (other !== undefined)
    return byHand(`Belay has no operation for ${service}:${operation.name} with ${other}`, risk)
  const mapped = change?.as(all.input)
  const missing = all.missing.filter(({ name }) => !change?.knows?.includes(name))
  if (mapped === undefined)
    return byHand(
      secretKind(holesInAll(all.input)) === 'read'
        ? 'it would copy a secret that a step above reads, and Belay copies none'
        : `Belay has no operation for ${service}:${operation.name} as it stands here`,
      risk,
    )
  const { troubles: own = [], ...action } = mapped
  return {
    action: {
      ...{ via: 'belay', filters: [], risk, ...action },
      ...(all.region && { on: { ...action.on, region: all.region } }),
    },
    missing,
    troubles: [...missing.map(({ why }) => why), ...own].map(why => `aws ${service} ${verb}: ${why}`),
  }
}

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
function waits(service: string, found: AwsService, [waiter]: Text[], flags: Flag[]): Judged {
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
